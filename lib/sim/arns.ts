import type { SqsSpec, StreamSpec, TriggerSpec } from "./spec.ts";

/** Names of the account's resources, as AWS writes them. */
export type Arns = {
  function(functionName: string, alias?: string): string;
  /** What a trigger is fed by; undefined where nothing has a name. */
  source(trigger: TriggerSpec): string | undefined;
  /** A queue or stream. */
  polled(source: SqsSpec | StreamSpec): string;
  rule(ruleName: string): string;
  pipe(pipeName: string): string;
  deadLetterQueue(functionName: string): string;
  /** The owner's own instances that functions may run on. */
  readonly capacityProvider: string;
};

export function arnsOf(region: string, accountId: string): Arns {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;
  const rule = (ruleName: string) => arn("events", `rule/${ruleName}`);
  const polled = (source: SqsSpec | StreamSpec): string => {
    switch (source.kind) {
      case "sqs":
        return arn("sqs", source.queueName);
      case "kinesis":
        return arn("kinesis", `stream/${source.streamName}`);
      case "dynamodb-stream":
        return arn("dynamodb", `table/${source.streamName}/stream/2026-01-01T00:00:00.000`);
    }
  };
  return {
    polled,
    function: (functionName, alias) =>
      arn("lambda", `function:${functionName}${alias === undefined ? "" : `:${alias}`}`),
    rule,
    capacityProvider: arn("lambda", "capacity-provider:own-instances"),
    deadLetterQueue: (functionName) => arn("sqs", `${functionName}-failures`),
    pipe: (pipeName) => arn("pipes", `pipe/${pipeName}`),
    source(trigger) {
      switch (trigger.kind) {
        case "sqs":
        case "kinesis":
        case "dynamodb-stream":
          return polled(trigger);
        case "pipe":
          return polled(trigger.source);
        case "s3":
          return `arn:aws:s3:::${trigger.bucketName}`;
        case "sns":
          return arn("sns", trigger.topicName);
        case "event-rule":
        case "schedule":
          return rule(trigger.ruleName);
        case "api-gateway":
          return arn("execute-api", `${trigger.apiId}/*/*`);
        case "load-balancer":
          return arn("elasticloadbalancing", `targetgroup/${trigger.targetGroupName}/0123456789abcdef`);
        case "scheduler":
          return arn("scheduler", `schedule/default/${trigger.scheduleName}`);
        case "function-url":
        case "direct-async":
          return undefined;
      }
    },
  };
}
