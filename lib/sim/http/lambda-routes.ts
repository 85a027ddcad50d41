import { AwsError, type LambdaControlPlane } from "../faces.ts";
import { functionNameOf } from "./function-name.ts";
import { parseJsonObject } from "./json-body.ts";
import type { RestRoute, RouteAnswer, RouteInput } from "./rest-json.ts";
import { NotSimulatedError } from "./wire.ts";

const ok = (body: unknown): RouteAnswer => ({ status: 200, body });

const PAGE = ["Marker", "MaxItems"];
const pageOf = ({ query }: RouteInput) => ({
  Marker: query.get("Marker") ?? undefined,
  MaxItems: query.has("MaxItems") ? Number(query.get("MaxItems")) : undefined,
});

const read = (
  operation: string,
  path: string,
  query: readonly string[],
  answer: (input: RouteInput) => unknown,
): RestRoute => ({ operation, method: "GET", path, query, answer: (input) => ok(answer(input)) });

/** Lambda's control plane, each operation under the date of the API version that brought it. */
export function lambdaRoutes(lambda: LambdaControlPlane): RestRoute[] {
  const about = (input: RouteInput): string => functionNameOf(input.label);
  const ofFunction = (version: string, rest: string): string =>
    `/${version}/functions/{FunctionName}/${rest}`;
  return [
    read("ListFunctions", "/2015-03-31/functions", PAGE, (input) => lambda.listFunctions(pageOf(input))),
    read("GetFunctionConfiguration", ofFunction("2015-03-31", "configuration"), [], (input) =>
      lambda.getFunctionConfiguration(about(input)),
    ),
    read("GetFunctionConcurrency", ofFunction("2019-09-30", "concurrency"), [], (input) =>
      lambda.getFunctionConcurrency(about(input)),
    ),
    {
      operation: "PutFunctionConcurrency",
      method: "PUT",
      path: ofFunction("2017-10-31", "concurrency"),
      query: [],
      answer: (input) => ok(lambda.putFunctionConcurrency(about(input), reservedIn(input))),
    },
    {
      operation: "DeleteFunctionConcurrency",
      method: "DELETE",
      path: ofFunction("2017-10-31", "concurrency"),
      query: [],
      answer: (input) => {
        lambda.deleteFunctionConcurrency(about(input));
        return { status: 204, body: undefined };
      },
    },
    read("ListTags", "/2017-03-31/tags/{Resource}", [], (input) => lambda.listTags(input.label)),
    read("ListAliases", ofFunction("2015-03-31", "aliases"), PAGE, (input) =>
      lambda.listAliases(about(input), pageOf(input)),
    ),
    read("GetPolicy", ofFunction("2015-03-31", "policy"), ["Qualifier"], (input) =>
      lambda.getPolicy(about(input), input.query.get("Qualifier") ?? undefined),
    ),
    read("ListFunctionUrlConfigs", ofFunction("2021-10-31", "urls"), PAGE, (input) =>
      lambda.listFunctionUrlConfigs(about(input), pageOf(input)),
    ),
    read(
      "ListProvisionedConcurrencyConfigs",
      ofFunction("2019-09-30", "provisioned-concurrency"),
      ["List", ...PAGE],
      (input) => lambda.listProvisionedConcurrencyConfigs(about(input), pageOf(input)),
    ),
    read(
      "ListFunctionEventInvokeConfigs",
      ofFunction("2019-09-25", "event-invoke-config/list"),
      PAGE,
      (input) => lambda.listFunctionEventInvokeConfigs(about(input), pageOf(input)),
    ),
    read("GetFunctionRecursionConfig", ofFunction("2024-08-31", "recursion-config"), [], (input) =>
      lambda.getFunctionRecursionConfig(about(input)),
    ),
    read(
      "ListEventSourceMappings",
      "/2015-03-31/event-source-mappings",
      ["FunctionName", "EventSourceArn", ...PAGE],
      (input) => lambda.listEventSourceMappings({ ...pageOf(input), ...mappingFilterOf(input) }),
    ),
    read("GetEventSourceMapping", "/2015-03-31/event-source-mappings/{UUID}", [], (input) =>
      lambda.getEventSourceMapping(input.label),
    ),
    {
      operation: "UpdateEventSourceMapping",
      method: "PUT",
      path: "/2015-03-31/event-source-mappings/{UUID}",
      query: [],
      answer: (input) => ({
        status: 202,
        body: lambda.updateEventSourceMapping(input.label, mappingChangeIn(input)),
      }),
    },
    read("GetAccountSettings", "/2016-08-19/account-settings", [], () => lambda.getAccountSettings()),
  ];
}

function reservedIn(input: RouteInput): number {
  const reserved = parseJsonObject(input.body).ReservedConcurrentExecutions;
  if (typeof reserved !== "number" || !Number.isInteger(reserved) || reserved < 0)
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${reserved}' at 'reservedConcurrentExecutions' failed to satisfy constraint: Member must have value greater than or equal to 0`,
    );
  return reserved;
}

function mappingFilterOf({ query }: RouteInput) {
  const functionName = query.get("FunctionName");
  return {
    FunctionName: functionName === null ? undefined : functionNameOf(functionName),
    EventSourceArn: query.get("EventSourceArn") ?? undefined,
  };
}

function mappingChangeIn(input: RouteInput) {
  const { Enabled, ScalingConfig, ...others } = parseJsonObject(input.body) as {
    Enabled?: boolean;
    ScalingConfig?: { MaximumConcurrency?: number };
  };
  const unknown = Object.keys(others);
  if (unknown.length > 0)
    throw new NotSimulatedError(`lambda:UpdateEventSourceMapping of ${unknown.join(", ")}`);
  return { Enabled, ScalingConfig };
}
