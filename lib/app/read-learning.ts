import { LAMBDA_METRICS } from "../domain/lambda-metric.ts";
import { FIRST_LOOK, type Measurement, type TimeRange, type Window } from "../domain/observation.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";
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
  /** What CloudWatch bills for it. The account's totals are read through calls of the free tier. */
  readonly metricsRead: number;
};

const WITNESSES: readonly Measurement[] = ["errors", "maxConcurrency", "asyncEventsReceived"];

const metricsOf = (measurements: readonly Measurement[]): number =>
  new Set(measurements.map((one) => LAMBDA_METRICS[one].metricName)).size;

/** Metrics that CloudWatch bills for a function that did not run in the fortnight. */
const METRICS_OF_SILENCE = metricsOf(FIRST_LOOK);
/** Metrics that CloudWatch bills for any other one, and so for one function at most. */
export const METRICS_PER_FUNCTION = METRICS_OF_SILENCE + metricsOf(FIRST_LOOK) + metricsOf(WITNESSES);

/**
 * The months are read first: they tell which functions ran in the fortnight at all. What did not run has neither minutes nor
 * witnesses to read; it was silent.
 *
 * @throws {CloudCallError} when nothing at all could be asked
 */
export async function readFunctions(
  metrics: MetricReader,
  functionNames: readonly string[],
  nowMs: EpochMs,
): Promise<LearningReading> {
  const fortnight = learningRange(nowMs, 60);
  const asking = (names: readonly string[], measurements: readonly Measurement[]) =>
    names.map((functionName) => ({ functionName, measurements }));
  const hours = await metrics.readWindows(asking(functionNames, FIRST_LOOK), monthsRange(nowMs));
  const hoursOf = answered(hours);
  const isSilent = (functionName: string): boolean => {
    const window = hoursOf.get(functionName);
    return window !== undefined && !ranSince(window, fortnight.startMs);
  };
  const running = functionNames.filter((name) => !isSilent(name));
  const silent = functionNames.filter(isSilent);
  const metricsRead = silent.length * METRICS_OF_SILENCE + running.length * METRICS_PER_FUNCTION;
  if (running.length === 0) return { ...silence(silent, hoursOf, nowMs), unread: hours.unread, metricsRead };

  const read = joined(
    await metrics.readWindows(asking(running, FIRST_LOOK), fortnight),
    await metrics.readWindows(asking(running, WITNESSES), learningRange(nowMs, 300)),
    hours,
  );
  const { histories } = silence(silent, hoursOf, nowMs);
  return { ...read, histories: [...read.histories, ...histories], metricsRead };
}

const ranSince = ({ startMs, periodSeconds, series }: Window, sinceMs: EpochMs): boolean =>
  (series.invocations ?? []).some(
    (runs, index) => runs > 0 && startMs + (index + 1) * periodSeconds * SECOND_MS > sinceMs,
  );

/** What would have been read of functions that did not run. */
function silence(
  functionNames: readonly string[],
  hoursOf: ReadonlyMap<string | undefined, Window>,
  nowMs: EpochMs,
): Pick<LearningReading, "histories"> {
  const [minutes, witnesses] = [
    silentWindow(learningRange(nowMs, 60), FIRST_LOOK),
    silentWindow(learningRange(nowMs, 300), WITNESSES),
  ];
  return {
    histories: functionNames.map((functionName) => ({
      functionName,
      minutes: { ...minutes, functionName },
      witnesses: { ...witnesses, functionName },
      hours: hoursOf.get(functionName),
    })),
  };
}

function silentWindow(range: TimeRange, measurements: readonly Measurement[]): Window {
  const { startMs, endMs, periodSeconds } = range;
  const nothing = Array<number>((endMs - startMs) / (periodSeconds * SECOND_MS)).fill(0);
  return {
    startMs,
    periodSeconds,
    finalUntilMs: endMs,
    series: Object.fromEntries(measurements.map((measurement) => [measurement, nothing])),
  };
}

/** @throws {CloudCallError} when nothing at all could be asked */
export async function readAccount(metrics: MetricReader, nowMs: EpochMs): Promise<LearningReading> {
  const reading = joined(
    await metrics.readAccountTotals(FIRST_LOOK, learningRange(nowMs, 60)),
    await metrics.readAccountTotals(WITNESSES, learningRange(nowMs, 300)),
    await metrics.readAccountTotals(FIRST_LOOK, monthsRange(nowMs)),
  );
  return { ...reading, metricsRead: 0 };
}

function joined(minutes: Reading, witnesses: Reading, hours: Reading): Omit<LearningReading, "metricsRead"> {
  const needed = [...minutes.unread, ...witnesses.unread];
  const spoiled = new Set(needed.map(({ functionName }) => functionName));
  const witnessesOf = byFunction(witnesses);
  const hoursOf = answered(hours);
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

/** Without the windows of which something is missing. */
function answered(reading: Reading): ReadonlyMap<string | undefined, Window> {
  const windowOf = byFunction(reading);
  for (const { functionName } of reading.unread) windowOf.delete(functionName);
  return windowOf;
}
