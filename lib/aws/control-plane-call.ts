import { setTimeout } from "node:timers/promises";
import type { Refusal } from "../domain/actuation.ts";
import { ok, type Result, refused } from "../domain/result.ts";
import { type Clock, SECOND_MS } from "../domain/time.ts";
import { cloudAnswer } from "./cloud-call.ts";
import type { ControlPlanePace } from "./control-plane-pace.ts";
import { CONTROL_ERRORS, refusalOf } from "./control-refusal.ts";

/**
 * Sends one request to a control plane; what AWS refuses comes back as a value.
 * @param send is called again when AWS has named a time to wait
 * @throws {CloudCallError} when it could not be asked, retryable when AWS throttles for longer than a run can wait
 */
export type ControlPlaneCall = <T>(
  operation: string,
  functionName: string,
  send: () => Promise<T>,
) => Promise<Result<T, Refusal>>;

/**
 * The SDK repeats a throttled request by itself, but waits no more than five seconds longer than its own back-off, however
 * long AWS has asked it to wait; its attempts may then all be spent too early. Half of what whoever ordered the change
 * waits for the answer (25 s) may go to waiting.
 */
const LONGEST_WAIT_MS = 12 * SECOND_MS;

/**
 * @param pace for every request of this process
 * @param pause waits so many milliseconds
 */
export function controlPlaneCall({
  clock,
  pace,
  pause = (ms) => setTimeout(ms),
}: {
  readonly clock: Clock;
  readonly pace: ControlPlanePace;
  readonly pause?: (ms: number) => Promise<unknown>;
}): ControlPlaneCall {
  return async (operation, functionName, send) => {
    const sendInTurn = async () => {
      await pace();
      return send();
    };
    const sendPatiently = async () => {
      try {
        return await sendInTurn();
      } catch (error) {
        const waitMs = askedWaitMs(error);
        if (waitMs === undefined || waitMs > LONGEST_WAIT_MS) throw error;
        await pause(waitMs);
        return sendInTurn();
      }
    };
    const answer = await cloudAnswer(operation, sendPatiently(), CONTROL_ERRORS);
    return answer.ok
      ? ok(answer.value)
      : refused(refusalOf(answer.error, { functionName, operation, clock }));
  };
}

/** `retryAfterSeconds` of TooManyRequestsException (Lambda, text) and ThrottlingException (Pipes, number). */
function askedWaitMs(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("retryAfterSeconds" in error)) return undefined;
  const seconds = Number(error.retryAfterSeconds ?? Number.NaN);
  return seconds >= 0 ? seconds * SECOND_MS : undefined;
}
