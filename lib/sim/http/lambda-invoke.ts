import { type AccountFaces, AwsError } from "../faces.ts";
import type { FunctionHost, InvocationOutcome } from "./function-host.ts";
import { functionNameOf } from "./function-name.ts";
import type { RestRoute, RouteAnswer } from "./rest-json.ts";
import { NotSimulatedError } from "./wire.ts";

const MAX_PAYLOAD_BYTES: Readonly<Record<string, number>> = {
  RequestResponse: 6 * 1024 * 1024,
  Event: 1024 * 1024,
};

/** Invoke, for the functions that were registered with code; it is not part of the control plane and its limit. */
export const invokeRoute = (account: AccountFaces, functions: FunctionHost): RestRoute => ({
  operation: "InvokeFunction",
  method: "POST",
  path: "/2015-03-31/functions/{FunctionName}/invocations",
  query: [],
  async answer(input) {
    const functionName = functionNameOf(input.label);
    if (!functions.has(functionName)) throw functionNotFound(account, functionName);
    const type = input.header("x-amz-invocation-type") || "RequestResponse";
    const maxBytes = MAX_PAYLOAD_BYTES[type];
    if (maxBytes === undefined) throw new NotSimulatedError(`lambda:InvokeFunction of type ${type}`);
    const payload = payloadOf(input.body, maxBytes);
    if (type === "Event") {
      functions.enqueue(functionName, payload);
      return { status: 202, body: undefined };
    }
    return answerOf(await functions.run(functionName, payload));
  },
});

function payloadOf(body: Buffer, maxBytes: number): unknown {
  if (body.length > maxBytes)
    throw new AwsError(
      "RequestTooLargeException",
      `${body.length} byte payload is too large for the invocation type (limit ${maxBytes} bytes)`,
      413,
    );
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (cause) {
    throw new AwsError("InvalidRequestContentException", `Could not parse request body into json: ${cause}`);
  }
}

/** A handler that returns nothing answers `null`; one that throws still answers 200, and says so in a header. */
const answerOf = (outcome: InvocationOutcome): RouteAnswer =>
  outcome.kind === "returned"
    ? { status: 200, headers: EXECUTED, body: outcome.value ?? null }
    : {
        status: 200,
        headers: { ...EXECUTED, "x-amz-function-error": "Unhandled" },
        body: { ...outcome.failure, trace: [] },
      };

const EXECUTED = { "x-amz-executed-version": "$LATEST" };

const functionNotFound = (account: AccountFaces, functionName: string): AwsError =>
  new AwsError(
    "ResourceNotFoundException",
    `Function not found: arn:aws:lambda:${account.region}:${account.accountId}:function:${functionName}`,
    404,
  );
