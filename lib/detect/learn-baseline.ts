import type { Baseline } from "../domain/baseline.ts";
import { finalPeriods, type Measurement, type Window } from "../domain/observation.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { middleMean } from "../stats/middle-mean.ts";
import { recurringRecord } from "../stats/recurring-record.ts";
import { SLOT_MS, SLOTS_PER_DAY } from "./expectation.ts";
import { sum } from "./final-minutes.ts";
import { learnSeason } from "./learn-season.ts";

const HISTORY_DAYS = 14;
const MINUTES_PER_DAY = DAY_MS / MINUTE_MS;

/**
 * Learns what is normal from up to 14 days of history.
 *
 * History begins with the first run, or at `existsSinceMs` when that is earlier: a function that is known to have
 * existed in silence has a history of silence, and its first burst may be acted on.
 *
 * @param history 5-minute periods; `invocations` and `durationMs` are needed, what else it has is used
 * @param existsSinceMs a time at which the function is known to have existed, e.g. its last modification
 * @throws {RangeError} when the periods are not of 5 minutes
 *
 * About 1 ms for 14 days.
 */
export function learnBaseline(
  history: Window,
  learnedAtMs: EpochMs,
  existsSinceMs: EpochMs = Number.POSITIVE_INFINITY,
): Baseline {
  if (history.periodSeconds * 1000 !== SLOT_MS)
    throw new RangeError(`learnBaseline: periods must be of 300 s, got ${history.periodSeconds}`);
  const length = finalPeriods(history);
  const known = beginningOf(history, length, existsSinceMs);
  const firstSlot = Math.floor(history.startMs / SLOT_MS) + known;
  const knownOf = (measurement: Measurement): readonly number[] | undefined =>
    history.series[measurement]?.slice(known, length);

  const invocations = knownOf("invocations") ?? [];
  const durationMs = knownOf("durationMs") ?? [];
  const arrivals = knownOf("asyncEventsReceived");
  const meanDurationMs = usualDuration(invocations, durationMs);
  return {
    version: 1,
    ...(history.functionName === undefined ? {} : { functionName: history.functionName }),
    learnedAtMs,
    historyDays: Math.min(HISTORY_DAYS, ((length - known) * SLOT_MS) / DAY_MS),
    invocations: learnSeason(invocations, firstSlot, 1),
    durationMs: learnSeason(durationMs, firstSlot, Math.max(1, meanDurationMs)),
    meanDurationMs,
    busyConcurrency: busyConcurrency(knownOf("maxConcurrency"), durationMs),
    errorsPerMinute: middleMean(daysOf(knownOf("errors") ?? []).map(sum)) / MINUTES_PER_DAY,
    asyncEventsPerMinute: learnSeason(arrivals ?? [], firstSlot, 1),
    asyncEventsSeen: arrivals === undefined ? "unknown" : arrivals.some((count) => count > 0),
  };
}

/** What is known of a function that was never learned: nothing, so that everything it does is new. */
export const blankBaseline = (functionName: string, learnedAtMs: EpochMs): Baseline =>
  learnBaseline(
    {
      functionName,
      startMs: learnedAtMs,
      periodSeconds: SLOT_MS / 1000,
      finalUntilMs: learnedAtMs,
      series: {},
    },
    learnedAtMs,
  );

/** Index of the first period that tells something. */
function beginningOf(history: Window, length: number, existsSinceMs: EpochMs): number {
  const firstRun = (history.series.invocations ?? []).slice(0, length).findIndex((count) => count > 0);
  const existing = Math.max(0, Math.ceil((existsSinceMs - history.startMs) / SLOT_MS));
  return Math.min(firstRun === -1 ? length : firstRun, existing, length);
}

/** Whole days counted from the newest back; a rest shorter than a day is left out unless it is all there is. */
function daysOf(values: readonly number[]): readonly (readonly number[])[] {
  const days: (readonly number[])[] = [];
  for (let end = values.length; end >= SLOTS_PER_DAY; end -= SLOTS_PER_DAY)
    days.push(values.slice(end - SLOTS_PER_DAY, end));
  return days.length > 0 || values.length === 0 ? days : [values];
}

/** Milliseconds of a run on a usual day; 0 when nothing ran. */
function usualDuration(invocations: readonly number[], durationMs: readonly number[]): number {
  const runs = daysOf(invocations).map(sum);
  const totals = daysOf(durationMs).map(sum);
  return middleMean(
    runs.flatMap((count, day) => (count > 0 && totals[day] !== undefined ? [totals[day] / count] : [])),
  );
}

/**
 * Highest concurrency that recurs, at least 1. Without the metric: Little's law gives the mean of the
 * busiest 5 minutes, to which three standard deviations of a Poisson number are added.
 */
function busyConcurrency(
  maxConcurrency: readonly number[] | undefined,
  durationMs: readonly number[],
): number {
  if (maxConcurrency !== undefined) return Math.max(1, recurringRecord(maxConcurrency, SLOTS_PER_DAY));
  const running = recurringRecord(durationMs, SLOTS_PER_DAY) / SLOT_MS;
  return Math.max(1, Math.ceil(running + 3 * Math.sqrt(running)));
}
