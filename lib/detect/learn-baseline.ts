import type { Baseline, SeasonalProfile } from "../domain/baseline.ts";
import type { Measurement, Window } from "../domain/observation.ts";
import { DAY_MS, type EpochMs, MINUTE_MS, type TimeSpan } from "../domain/time.ts";
import { middleMean } from "../stats/middle-mean.ts";
import { recurringRecord } from "../stats/recurring-record.ts";
import { type Calendar, learnCalendar, NO_CALENDAR, scaledCalendar, withSpecialDays } from "./calendar.ts";
import { SLOT_MS } from "./expectation.ts";
import { sum } from "./final-minutes.ts";
import { firstRunMs } from "./first-run.ts";
import { hourlyHistory } from "./hourly-history.ts";
import { type KnownHistory, knownHistory } from "./known-history.ts";
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
  /** `invocations` and `durationMs` of many months in periods of an hour: for weekdays and for days that come round. */
  readonly longHistory?: Window;
  /** What happened in these spans is neither learned nor taken for silence: trips, confirmed incidents, planned activity. */
  readonly excluded?: readonly TimeSpan[];
};

/**
 * Learns what is normal from up to 14 days of history.
 *
 * History begins with the first run, or at `existsSinceMs` when that is earlier: a function that is known to have
 * existed in silence has a history of silence, and its first burst may be acted on. What is excluded does not count as
 * history; an ordinary day stands in for it.
 *
 * @param history periods of 60 or 300 s; `invocations` and `durationMs` are needed, what else it has is used. Minutes tell
 *   more: how a function bursts within 5 minutes has to be guessed from longer periods
 * @throws {RangeError} when the periods are of another length
 *
 * About 10 ms for 14 days of minutes.
 */
export function learnBaseline(history: Window, learnedAtMs: EpochMs, terms: LearningTerms = {}): Baseline {
  const { excluded = [], longHistory } = terms;
  const sinceMs = Math.min(
    firstRunMs(history),
    longHistory === undefined ? Number.POSITIVE_INFINITY : firstRunMs(longHistory),
    terms.existsSinceMs ?? Number.POSITIVE_INFINITY,
  );
  const known = knownHistory(history, { sinceMs, excluded });
  const { startMs, standIns } = known;
  const witnesses =
    terms.witnesses === undefined
      ? known
      : knownHistory(terms.witnesses, { sinceMs: startMs, excluded, standIns });
  const invocations = known.of("invocations") ?? [];
  const durationMs = known.of("durationMs") ?? [];
  const arrivals = witnesses.of("asyncEventsReceived");
  const meanDurationMs = usualDuration(known.daily(invocations), known.daily(durationMs));
  const runMs = Math.max(1, meanDurationMs);
  const calendarOf = (measurement: Measurement, unit: number): Calendar =>
    longHistory === undefined
      ? NO_CALENDAR
      : learnCalendar(hourlyHistory(longHistory, measurement, excluded), learnedAtMs, unit);
  const ofRuns = calendarOf("invocations", 1);
  const eventsPerRun = sum(invocations) > 0 ? sum(arrivals ?? []) / sum(invocations) : 1;
  return {
    version: 2,
    ...(history.functionName === undefined ? {} : { functionName: history.functionName }),
    learnedAtMs,
    basis: "own",
    historyDays: Math.min(HISTORY_DAYS, known.days),
    invocations: seasonOf(invocations, known, 1, ofRuns),
    durationMs: seasonOf(durationMs, known, runMs, calendarOf("durationMs", runMs)),
    meanDurationMs,
    busyConcurrency: busyConcurrency(witnesses, known),
    errorsPerMinute: middleMean(witnesses.daily(witnesses.of("errors") ?? []).map(sum)) / MINUTES_PER_DAY,
    // Events are read for two weeks only; they come when the runs come.
    asyncEventsPerMinute: seasonOf(arrivals ?? [], witnesses, 1, scaledCalendar(ofRuns, eventsPerRun)),
    asyncEventsSeen: arrivals === undefined ? "unknown" : arrivals.some((count) => count > 0),
  };
}

/** The season of some values of a history. Time that something stands in for makes it no older. */
const seasonOf = (
  values: readonly number[],
  { startMs, stepMinutes, days }: KnownHistory,
  unit: number,
  calendar: Calendar,
): SeasonalProfile => {
  const season = learnSeason(values, startMs, stepMinutes, unit, calendar.byWeekday);
  return withSpecialDays({ ...season, days: Math.min(season.days, days) }, calendar);
};

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
function busyConcurrency(witnesses: KnownHistory, known: KnownHistory): number {
  const highest = witnesses.of("maxConcurrency");
  const perDay = ({ stepMinutes }: KnownHistory): number => MINUTES_PER_DAY / stepMinutes;
  if (highest !== undefined) return Math.max(1, recurringRecord(highest, perDay(witnesses)));
  const busiestMs = recurringRecord(known.of("durationMs") ?? [], perDay(known));
  const running = busiestMs / (known.stepMinutes * MINUTE_MS);
  return Math.max(1, Math.ceil(running + 3 * Math.sqrt(running)));
}
