import { LAMBDA_METRICS } from "../domain/lambda-metric.ts";
import { FIRST_LOOK, type Measurement, type Window } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import type { MetricReader, Reading, Unread } from "../ports/metrics.ts";
import { learningRange, monthsRange } from "../watch/window.ts";

/** What is learned from, of one function or of the account's total. */
export type LearningHistory = {
  readonly functionName: string | undefined;
  /** Runs and durations in minutes: how a function bursts shows there alone. */
  readonly minutes: Window;
  /** What confirms a suspicion, in 5 minutes. */
  readonly witnesses: Window;
  /** Runs and durations of many months in hours; `undefined`: could not be read, and the rest has to do. */
  readonly hours: Window | undefined;
};

export type LearningReading = {
  readonly histories: readonly LearningHistory[];
  /** What got no answer; a function whose minutes or witnesses are among it has no history here. */
  readonly unread: readonly Unread[];
};

const WITNESSES: readonly Measurement[] = ["errors", "maxConcurrency", "asyncEventsReceived"];

/** Metrics that CloudWatch bills for one function. */
export const METRICS_PER_FUNCTION = [FIRST_LOOK, WITNESSES, FIRST_LOOK]
  .map((measurements) => new Set(measurements.map((one) => LAMBDA_METRICS[one].metricName)).size)
  .reduce((total, metrics) => total + metrics, 0);

/** @throws {CloudCallError} when nothing at all could be asked */
export async function readFunctions(
  metrics: MetricReader,
  functionNames: readonly string[],
  nowMs: EpochMs,
): Promise<LearningReading> {
  const asking = (measurements: readonly Measurement[]) =>
    functionNames.map((functionName) => ({ functionName, measurements }));
  return joined(
    await metrics.readWindows(asking(FIRST_LOOK), learningRange(nowMs, 60)),
    await metrics.readWindows(asking(WITNESSES), learningRange(nowMs, 300)),
    await metrics.readWindows(asking(FIRST_LOOK), monthsRange(nowMs)),
  );
}

/** @throws {CloudCallError} when nothing at all could be asked */
export async function readAccount(metrics: MetricReader, nowMs: EpochMs): Promise<LearningReading> {
  return joined(
    await metrics.readAccountTotals(FIRST_LOOK, learningRange(nowMs, 60)),
    await metrics.readAccountTotals(WITNESSES, learningRange(nowMs, 300)),
    await metrics.readAccountTotals(FIRST_LOOK, monthsRange(nowMs)),
  );
}

function joined(minutes: Reading, witnesses: Reading, hours: Reading): LearningReading {
  const needed = [...minutes.unread, ...witnesses.unread];
  const spoiled = new Set(needed.map(({ functionName }) => functionName));
  const witnessesOf = byFunction(witnesses);
  const hoursOf = byFunction(hours);
  for (const { functionName } of hours.unread) hoursOf.delete(functionName);
  return {
    unread: [...needed, ...hours.unread],
    histories: minutes.windows.flatMap((window) => {
      const { functionName } = window;
      const seen = witnessesOf.get(functionName);
      if (spoiled.has(functionName) || seen === undefined) return [];
      return [{ functionName, minutes: window, witnesses: seen, hours: hoursOf.get(functionName) }];
    }),
  };
}

const byFunction = ({ windows }: Reading): Map<string | undefined, Window> =>
  new Map(windows.map((window) => [window.functionName, window]));
