import type { Trigger } from "./trigger.ts";

/** What calls a function, in words that its owner finds again in the console: `bucket uploads`, `queue orders`. */
export function triggerWords(trigger: Trigger): string {
  switch (trigger.kind) {
    case "function-url":
      return trigger.isPublic ? "its public function URL" : "its function URL";
    case "api-gateway":
      return `API Gateway ${lastPart(trigger.sourceArn).split("/")[0]}`;
    case "s3":
      return `bucket ${lastPart(trigger.sourceArn)}`;
    case "sns":
      return `topic ${lastPart(trigger.sourceArn)}`;
    case "sqs":
      return `queue ${lastPart(trigger.sourceArn)}`;
    case "dynamodb-stream":
      return `the stream of table ${pathPart(trigger.sourceArn)}`;
    case "kinesis":
      return `stream ${pathPart(trigger.sourceArn)}`;
    case "kafka":
      return trigger.sourceArn.startsWith("arn:")
        ? `Kafka cluster ${pathPart(trigger.sourceArn)}`
        : "a self-managed Kafka cluster";
    case "mq":
      return `broker ${lastPart(trigger.sourceArn)}`;
    case "documentdb":
      return `DocumentDB cluster ${lastPart(trigger.sourceArn)}`;
    case "event-rule":
      return `rule ${ruleName(trigger.sourceArn)}`;
    case "schedule":
      return `schedule ${ruleName(trigger.sourceArn)}`;
    case "load-balancer":
      return "a load balancer";
    case "cognito":
      return "a Cognito user pool";
    case "authorizer":
      return "API Gateway, which asks it for authorization";
    case "lambda-at-edge":
      return "CloudFront";
    case "custom-resource":
      return "CloudFormation, as a custom resource";
    case "step-functions":
      return "a Step Functions workflow";
    case "interactive-service":
      return `service ${trigger.sourceArn}`;
    case "pipe":
      return `pipe ${trigger.pipeName}`;
    case "unknown":
      return `principal ${trigger.principal}`;
  }
}

const SHOWN = 2;

/** Several of them, each once: `queue orders, topic news and 3 more`. */
export function triggersWords(triggers: readonly Trigger[]): string {
  const words = [...new Set(triggers.map(triggerWords))];
  if (words.length === 0) return "no known trigger";
  const more = words.length - SHOWN;
  return words.slice(0, SHOWN).join(more > 0 ? ", " : " and ") + (more > 0 ? ` and ${more} more` : "");
}

const lastPart = (arn: string): string => arn.split(":").at(-1) ?? arn;
/** `arn:...:table/NAME/stream/...` and the like. */
const pathPart = (arn: string): string => arn.split("/")[1] ?? lastPart(arn);
/** `rule/NAME`, `rule/BUS/NAME`, `schedule/GROUP/NAME`. */
const ruleName = (arn: string): string => arn.split("/").at(-1) ?? arn;
