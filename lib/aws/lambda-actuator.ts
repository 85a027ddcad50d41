import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { ActuationOutcome, Refusal } from "../domain/actuation.ts";
import { CloudCallError } from "../domain/errors.ts";
import type { Result } from "../domain/result.ts";
import type { TargetId } from "../domain/target.ts";
import type { Actuator } from "../ports/messaging.ts";
import { cloudCall } from "./cloud-call.ts";

/** On the function `actuate` only. */
export const permissions = ["lambda:InvokeFunction"] as const;

const OPERATION = "lambda:InvokeFunction";

/**
 * Asks the deployed function `actuate` and waits for its answer.
 * @param functionName its name or ARN
 * @param target where it shall act; absent: where it is deployed
 */
export const lambdaActuator = (client: LambdaClient, functionName: string, target?: TargetId): Actuator => ({
  ask: async (request) => {
    const answer = await cloudCall(
      OPERATION,
      client.send(
        new InvokeCommand({
          FunctionName: functionName,
          InvocationType: "RequestResponse",
          Payload: JSON.stringify({ ...request, target }),
        }),
      ),
    );
    const text = new TextDecoder().decode(answer.Payload);
    // It crashed or timed out. Orders may be repeated: a half-done one is finished, not done twice.
    if (answer.FunctionError !== undefined)
      throw new CloudCallError(OPERATION, true, failureOf(text) ?? answer.FunctionError);
    return outcomeOf(text);
  },
});

function outcomeOf(text: string): Result<ActuationOutcome, Refusal> {
  const outcome: unknown = parsed(text);
  if (typeof outcome === "object" && outcome !== null && "ok" in outcome && typeof outcome.ok === "boolean")
    return outcome as Result<ActuationOutcome, Refusal>;
  throw new CloudCallError(OPERATION, false, "the answer is not an actuation outcome");
}

/** With its message: the type alone would tell an owner that some call failed, and not which. */
function failureOf(text: string): string | undefined {
  const failure: unknown = parsed(text);
  if (typeof failure !== "object" || failure === null || !("errorType" in failure)) return undefined;
  return "errorMessage" in failure
    ? `${failure.errorType}: ${failure.errorMessage}`
    : String(failure.errorType);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever asks treats it like any other answer of the wrong shape.
    return undefined;
  }
}
