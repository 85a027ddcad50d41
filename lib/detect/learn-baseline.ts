import type { Baseline } from "../domain/baseline.ts";
import { finalPeriods, type Measurement, type Window } from "../domain/observation.ts";
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import { middleMean } from "../stats/middle-mean.ts";
import { recurringRecord } from "../stats/recurring-record.ts";
import { SLOT_MS } from "./expectation.ts";
import { sum } from "./final-minutes.ts";
import { learnSeason } from "./learn-season.ts";

const HISTORY_DAYS = 14;
const MINUTES_PER_DAY = DAY_MS / MINUTE_MS;

export type LearningTerms = {
  /** A time at which the function is known to have existed, e.g. its last modification. */
  readonly existsSinceMs?: EpochMs;
  /**
   * The measurements besides `invocations` and `durationMs`, when they were read in longer periods. The other window
   * needs not have them then.
   */
  readonly witnesses?: Window;
};

/**
 * Learns what is normal from up to 14 days of history.
 *
 * History begins with the first run, or at `existsSinceMs` when that is earlier: a function that is known to have
 * existed in silence has a history of silence, and its first burst may be acted on.
 *
 * @param history periods of 60 or 300 s; `invocations` and `durationMs` are needed, what else it has is used. Minutes tell
 *   more: how a function bursts within 5 minutes has to be guessed from longer periods
 * @throws {RangeError} when the periods are of another length
 *
 * About 10 ms for 14 days of minutes.
 */
export function learnBaseline(history: Window, learnedAtMs: EpochMs, terms: LearningTerms = {}): Baseline {
  const known = sinceTheBeginning(history, terms.existsSinceMs ?? Number.POSITIVE_INFINITY);
  const witnesses = terms.witnesses === undefined ? known : knownSince(terms.witnesses, known.startMs);
  const invocations = known.of("invocations") ?? [];
  const durationMs = known.of("durationMs") ?? [];
  const arrivals = witnesses.of("asyncEventsReceived");
  const meanDurationMs = usualDuration(known.daily(invocations), known.daily(durationMs));
  return {
    version: 2,
    ...(history.functionName === undefined ? {} : { functionName: history.functionName }),
    learnedAtMs,
    historyDays: Math.min(HISTORY_DAYS, (known.length * known.stepMinutes * MINUTE_MS) / DAY_MS),
    invocations: learnSeason(invocations, known.startMs, known.stepMinutes, 1),
    durationMs: learnSeason(durationMs, known.startMs, known.stepMinutes, Math.max(1, meanDurationMs)),
    meanDurationMs,
    busyConcurrency: busyConcurrency(witnesses, known),
    errorsPerMinute: middleMean(witnesses.daily(witnesses.of("errors") ?? []).map(sum)) / MINUTES_PER_DAY,
    asyncEventsPerMinute: learnSeason(arrivals ?? [], witnesses.startMs, witnesses.stepMinutes, 1),
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

/** The final periods of a history from some time on. */
type Known = {
  readonly startMs: EpochMs;
  readonly stepMinutes: number;
  readonly length: number;
  readonly of: (measurement: Measurement) => readonly number[] | undefined;
  readonly daily: (values: readonly number[]) => readonly (readonly number[])[];
};

function knownSince(history: Window, sinceMs: EpochMs): Known {
  const periodMs = history.periodSeconds * SECOND_MS;
  if (periodMs !== MINUTE_MS && periodMs !== SLOT_MS)
    throw new RangeError(`learnBaseline: periods must be of 60 or 300 s, got ${history.periodSeconds}`);
  const length = finalPeriods(history);
  const from = Math.min(length, Math.max(0, Math.ceil((sinceMs - history.startMs) / periodMs)));
  return {
    startMs: history.startMs + from * periodMs,
    stepMinutes: periodMs / MINUTE_MS,
    length: length - from,
    of: (measurement) => history.series[measurement]?.slice(from, length),
    daily: (values) => daysOf(values, DAY_MS / periodMs),
  };
}

function sinceTheBeginning(history: Window, existsSinceMs: EpochMs): Known {
  const all = knownSince(history, history.startMs);
  const firstRun = all.of("invocations")?.findIndex((count) => count > 0) ?? -1;
  const firstRunMs =
    history.startMs + (firstRun === -1 ? all.length : firstRun) * all.stepMinutes * MINUTE_MS;
  return knownSince(history, Math.min(firstRunMs, existsSinceMs));
}

/** Whole days counted from the newest back; a rest shorter than a day is left out unless it is all there is. */
function daysOf(values: readonly number[], perDay: number): readonly (readonly number[])[] {
  const days: (readonly number[])[] = [];
  for (let end = values.length; end >= perDay; end -= perDay) days.push(values.slice(end - perDay, end));
  return days.length > 0 || values.length === 0 ? days : [values];
}

/** Milliseconds of a run on a usual day; 0 when nothing ran. */
function usualDuration(runs: readonly (readonly number[])[], ms: readonly (readonly number[])[]): number {
  const totals = ms.map(sum);
  return middleMean(
    runs
      .map(sum)
      .flatMap((count, day) => (count > 0 && totals[day] !== undefined ? [totals[day] / count] : [])),
  );
}

/**
 * Highest concurrency that recurs, at least 1. Without the metric: Little's law gives the mean of the
 * busiest period, to which three standard deviations of a Poisson number are added.
 */
function busyConcurrency(witnesses: Known, known: Known): number {
  const highest = witnesses.of("maxConcurrency");
  const perDay = ({ stepMinutes }: Known): number => MINUTES_PER_DAY / stepMinutes;
  if (highest !== undefined) return Math.max(1, recurringRecord(highest, perDay(witnesses)));
  const busiestMs = recurringRecord(known.of("durationMs") ?? [], perDay(known));
  const running = busiestMs / (known.stepMinutes * MINUTE_MS);
  return Math.max(1, Math.ceil(running + 3 * Math.sqrt(running)));
}
