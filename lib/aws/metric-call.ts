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

/** Inside the SDK's own repeating, and after it has waited for that. */
export const EACH_ATTEMPT = { step: "finalizeRequest", priority: "low", name: "metricTurn" } as const;

/** Middleware for `EACH_ATTEMPT`: an attempt that repeats a throttled one takes its turn like the first. */
export const inTurn =
  (turn: Turn) =>
  <Arguments, Output>(next: (given: Arguments) => Promise<Output>) =>
  async (given: Arguments): Promise<Output> => {
    await turn();
    return next(given);
  };

/** As `cloudCall`, but what was not made for want of time stays apart. @throws {CloudCallError | OutOfTime} */
export async function metricCall<T>(operation: string, call: Promise<T>): Promise<T> {
  try {
    return await cloudCall(operation, call);
  } catch (error) {
    if (error instanceof CloudCallError && error.cause instanceof OutOfTime) throw error.cause;
    throw error;
  }
}
