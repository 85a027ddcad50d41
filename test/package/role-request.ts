import { functionHost } from "../../lib/sim/http/function-host.ts";
import { invokeRoute } from "../../lib/sim/http/lambda-invoke.ts";
import { lambdaRoutes } from "../../lib/sim/http/lambda-routes.ts";
import { pipeRoutes } from "../../lib/sim/http/pipe-routes.ts";
import {
  LAMBDA_PATHS,
  PIPES_PATHS,
  REGIONS_PATHS,
  restJsonProtocol,
  SCHEDULES_PATHS,
} from "../../lib/sim/http/rest-json.ts";
import { scheduleRoutes } from "../../lib/sim/http/schedule-routes.ts";
import { headerOf, type WireRequest } from "../../lib/sim/http/wire.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";

/** What IAM is asked about one request to AWS. */
export type RoleRequest = {
  readonly action: string;
  /** ARN, or `*` for an action that knows no resource. */
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
};

/** What stands before the dot in `x-amz-target`, and the service's name in IAM. */
const SERVICE_OF_TARGET: Readonly<Record<string, string>> = {
  DynamoDB_20120810: "dynamodb",
  GraniteServiceVersion20100801: "cloudwatch",
  AWSInsightsIndexService: "ce",
  AWSEvents: "events",
  AmazonSQS: "sqs",
  Kinesis_20131202: "kinesis",
};
const SERVICE_OF_QUERY_VERSION: Readonly<Record<string, string>> = {
  "2010-03-31": "sns",
  "2011-06-15": "sts",
};

type TableInput = {
  readonly TableName: string;
  readonly Key?: { readonly pk: { readonly S: string } };
  readonly Item?: { readonly pk: { readonly S: string } };
  readonly ExpressionAttributeValues?: { readonly ":pk"?: { readonly S: string } };
};
type RuleInput = { readonly Name: string; readonly EventBusName?: string };
/** GetQueueUrl names the queue, the others its address, whose last part is the name. */
type QueueInput = { readonly QueueName?: string; readonly QueueUrl?: string };
type StreamInput = { readonly StreamARN: string };

/** Reads requests off the wire as IAM would: the action, the resource with its tags, and the keys of the conditions. */
export function roleRequestReader(account: SimulatedAccount): (request: WireRequest) => RoleRequest {
  const { lambda, accountId, region } = account;
  const scheduler = restJsonProtocol("scheduler", SCHEDULES_PATHS, scheduleRoutes(account.schedules));
  const pipes = restJsonProtocol("pipes", PIPES_PATHS, pipeRoutes(account.pipes));
  const lambdaProtocol = restJsonProtocol("lambda", LAMBDA_PATHS, [
    ...lambdaRoutes(lambda),
    invokeRoute(account, functionHost()),
  ]);
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;
  const functionNames = new Set(lambda.listFunctions({}).Functions.map(({ FunctionName }) => FunctionName));

  function aboutFunction(functionName: string): Omit<RoleRequest, "action"> {
    const resource = arn("lambda", `function:${functionName}`);
    const tags = functionNames.has(functionName) ? (lambda.listTags(resource).Tags ?? {}) : {};
    const context = Object.entries(tags).map(([tag, value]) => [`aws:ResourceTag/${tag}`, value]);
    return { resource, context: Object.fromEntries(context) };
  }

  function aboutLambda(request: WireRequest): RoleRequest {
    const action = lambdaProtocol.read(request).operation;
    const [, , kind, label = ""] = request.path.split("/").map(decodeURIComponent);
    if (label !== "" && kind === "event-source-mappings") {
      const { FunctionArn = "" } = lambda.getEventSourceMapping(label);
      const resource = arn("lambda", `event-source-mapping:${label}`);
      return { action, resource, context: { "lambda:FunctionArn": FunctionArn } };
    }
    if (label !== "" && kind === "functions") return { action, ...aboutFunction(label) };
    if (label !== "" && kind === "tags") return { action, ...aboutFunction(label.split(":")[6] ?? "") };
    return { action, resource: "*", context: {} };
  }

  function aboutTable(action: string, input: TableInput): RoleRequest {
    const pk = input.Key?.pk.S ?? input.Item?.pk.S ?? input.ExpressionAttributeValues?.[":pk"]?.S;
    if (pk === undefined) throw new Error(`${action} names no partition key`);
    const resource = arn("dynamodb", `table/${input.TableName}`);
    return { action, resource, context: { "dynamodb:LeadingKeys": [pk] } };
  }

  function aboutTarget(request: WireRequest): RoleRequest {
    const [target = "", operation] = headerOf(request, "x-amz-target").split(".");
    // IAM knows one right to send, whether one message or ten.
    const action = `${SERVICE_OF_TARGET[target]}:${operation === "SendMessageBatch" ? "SendMessage" : operation}`;
    const input = JSON.parse(request.body.toString("utf8"));
    if (action.startsWith("dynamodb:")) return aboutTable(action, input as TableInput);
    return { action, resource: targetResource(action, input), context: {} };
  }

  function targetResource(action: string, input: unknown): string {
    if (action.startsWith("kinesis:")) return (input as StreamInput).StreamARN;
    if (action.startsWith("sqs:")) {
      const { QueueName, QueueUrl } = input as QueueInput;
      return arn("sqs", QueueName ?? QueueUrl?.split("/").at(-1) ?? "");
    }
    if (action !== "events:DescribeRule") return "*";
    const { Name, EventBusName } = input as RuleInput;
    return arn("events", `rule/${EventBusName === undefined ? Name : `${EventBusName}/${Name}`}`);
  }

  function aboutPipes(request: WireRequest): RoleRequest {
    const action = pipes.read(request).operation;
    const [, , , pipeName = ""] = request.path.split("/").map(decodeURIComponent);
    return { action, resource: pipeName === "" ? "*" : arn("pipes", `pipe/${pipeName}`), context: {} };
  }

  return (request) => {
    if (headerOf(request, "x-amz-target") !== "") return aboutTarget(request);
    if (LAMBDA_PATHS.test(request.path)) return aboutLambda(request);
    if (PIPES_PATHS.test(request.path)) return aboutPipes(request);
    if (REGIONS_PATHS.test(request.path))
      return {
        action: "account:ListRegions",
        resource: `arn:aws:account::${accountId}:account`,
        context: {},
      };
    if (SCHEDULES_PATHS.test(request.path))
      return { action: scheduler.read(request).operation, resource: "*", context: {} };
    const form = new URLSearchParams(request.body.toString("utf8"));
    const action = `${SERVICE_OF_QUERY_VERSION[form.get("Version") ?? ""]}:${form.get("Action")}`;
    return { action, resource: form.get("TopicArn") ?? form.get("RoleArn") ?? "*", context: {} };
  };
}
