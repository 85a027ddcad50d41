import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudCallError, GuardError } from "../domain/errors.ts";
import type { Clock, EpochMs } from "../domain/time.ts";
import { NO_TIME_LEFT } from "../ports/metrics.ts";
import { cloudCall } from "./cloud-call.ts";
import type { MetricCall, MetricPace } from "./metric-pace.ts";

/** What reading metrics takes. */
export type MetricAccess = {
  readonly client: CloudWatchClient;
  readonly clock: Clock;
  readonly pace: MetricPace;
};

/** The end of the time for a reading came before the call's turn. It was not made. */
export class OutOfTime extends GuardError {
  readonly code = "out-of-time";
  readonly retryable = true;
  constructor() {
    super(NO_TIME_LEFT);
  }
}

/** Waits for the turn of one attempt. @throws {OutOfTime} */
type Turn = () => Promise<void>;

export const turnOf =
  ({ clock, pace }: MetricAccess, call: MetricCall, untilMs: EpochMs = Number.POSITIVE_INFINITY): Turn =>
  async () => {
    if (!(await pace(call, untilMs - clock()))) throw new OutOfTime();
  };

/** Of the calls that are under way, by their input, which the SDK hands on as it is. */
const turns = new WeakMap<object, Turn>();

/** Lets each attempt of a call wait for its turn, also one that repeats a throttled attempt; the client must `takeTurns`. */
export function inTurn<Command extends { readonly input: object }>(turn: Turn, command: Command): Command {
  turns.set(command.input, turn);
  return command;
}

/**
 * Makes a client wait for the turns of its calls: inside the SDK's own repeating, and after it has waited for that. By the
 * client and not by each command, since the SDK then puts its layers together once and not for each call.
 */
export function takeTurns(client: CloudWatchClient): void {
  client.middlewareStack.add(
    (next) => async (call) => {
      await turns.get(call.input)?.();
      return next(call);
    },
    { step: "finalizeRequest", priority: "low", name: "metricTurn", override: true },
  );
}

/** As `cloudCall`, but what was not made for want of time stays apart. @throws {CloudCallError | OutOfTime} */
export async function metricCall<T>(operation: string, call: Promise<T>): Promise<T> {
  try {
    return await cloudCall(operation, call);
  } catch (error) {
    if (error instanceof CloudCallError && error.cause instanceof OutOfTime) throw error.cause;
    throw error;
  }
}
