import { median } from "simple-statistics";
import type { Baseline } from "../domain/baseline.ts";
import type { Window } from "../domain/observation.ts";
import { countZScore } from "../stats/count-z-score.ts";
import { finalMinutes, minuteAt, sum } from "./final-minutes.ts";
import type { Usual } from "./surge.ts";
import { usualCount, usualRunMs } from "./usual.ts";
import { figure } from "./wording.ts";

export type Tripwire = {
  readonly tripped: boolean;
  readonly reason: string;
  /** Whether a crowd of runs at once is among the reasons: then runs that have not ended are looked for, too. */
  readonly isCrowded: boolean;
};

export type AccountInput = {
  /** The account's own baseline; `undefined`: never learned. */
  readonly baseline: Baseline | undefined;
  /**
   * The account's totals in periods of 60 s: `invocations`, `durationMs` and, if read, `maxConcurrency`, `throttles`,
   * `errors` and `asyncEventsReceived`.
   */
  readonly window: Window;
};

/** With less history the account's daily course is not known. */
const LEAST_HISTORY_DAYS = 1;
const LEAST_DEVIATION_EVENTS = 2;
const TIMES_BUSY = 1.3;
const FRESH_MINUTES = 10;
/** Of the minutes before the fresh ones; with more of them a rise would take an hour to become their middle. */
const LEVEL_MINUTES = 20;
const LEAST_FAILURES = 10;
const TIMES_FAILURES = 3;

/** `timesExpected` tells a rise that matters from one that is merely significant in a large total. */
const LOOKS = [
  { minutes: 1, timesExpected: 1.5, deviations: 4 },
  { minutes: 5, timesExpected: 1.2, deviations: 3 },
] as const;

/**
 * Whether the account's total gives reason to look at every function this minute. Deliberately sensitive: a false
 * trip costs $0.0004 for 40 functions, a missed one up to five minutes until the sweep. Fails toward looking.
 *
 * What stands out for hours in a total that hides it from this is told by `judgeSeenAccount`.
 * @throws {RangeError} when the window's periods are not minutes
 */
export function judgeAccount({ baseline, window }: AccountInput): Tripwire {
  if (baseline === undefined || baseline.historyDays < LEAST_HISTORY_DAYS)
    return { tripped: true, reason: "the account's total is not learned yet", isCrowded: false };
  const minutes = finalMinutes(window);
  const runs = minutes.of("invocations");
  const durationMs = minutes.of("durationMs");
  if (minutes.length === 0 || runs === undefined || durationMs === undefined)
    return { tripped: true, reason: "the account's total could not be read", isCrowded: true };

  const newestMs = minuteAt(minutes, minutes.length - 1);
  const usualDuration: Usual = {
    ...usualCount(baseline.durationMs, newestMs),
    unit: usualRunMs(baseline),
  };
  const errors = minutes.of("errors") ?? [];
  const events = minutes.of("asyncEventsReceived") ?? [];
  const crowd =
    crowdOf(minutes.of("maxConcurrency"), baseline.busyConcurrency) ??
    refusalsOf(minutes.of("throttles") ?? []);
  const reason =
    riseOf("runs", runs, usualCount(baseline.invocations, newestMs)) ??
    riseOf("billed ms", durationMs, usualDuration) ??
    riseOf("events", events, usualCount(baseline.asyncEventsPerMinute, newestMs)) ??
    failuresOf(errors, baseline.errorsPerMinute) ??
    crowd;
  const isCrowded = crowd !== undefined;
  return reason === undefined
    ? { tripped: false, reason: "the account's total is as usual", isCrowded }
    : { tripped: true, reason, isCrowded };
}

function riseOf(what: string, values: readonly number[], usual: Usual): string | undefined {
  const perMinute = Math.max(usual.expected, levelBefore(values));
  for (const { minutes, timesExpected, deviations } of LOOKS) {
    const newest = values.slice(-minutes);
    const actual = sum(newest);
    const expected = perMinute * newest.length;
    const score = countZScore(actual, expected, usual.spread, LEAST_DEVIATION_EVENTS * usual.unit);
    if (actual > timesExpected * expected && score > deviations)
      return `account: ${figure(actual)} ${what} in ${newest.length} min, ${figure(expected)} expected`;
  }
  return undefined;
}

/**
 * What the account did before the newest ten minutes: a rise that has lasted so long has had every function read in each
 * of them, and reading on every minute would show nothing new. What comes on top of it is a rise again.
 */
const levelBefore = (values: readonly number[]): number => {
  const earlier = values.slice(-FRESH_MINUTES - LEVEL_MINUTES, -FRESH_MINUTES);
  return earlier.length === 0 ? 0 : median(earlier);
};

/** A retry storm begins with errors, long before its runs stand out among everybody's. */
function failuresOf(errors: readonly number[], usualPerMinute: number): string | undefined {
  const newest = errors.at(-1) ?? 0;
  const expected = Math.max(usualPerMinute, levelBefore(errors));
  if (newest < LEAST_FAILURES || newest <= TIMES_FAILURES * expected) return undefined;
  return `account: ${figure(newest)} errors in 1 min, ${figure(expected)} expected`;
}

/**
 * Where the limit of the account is reached, no more can run at once, however many would. How often it is reached on usual
 * days is not learned: half an hour tells.
 */
function refusalsOf(throttles: readonly number[]): string | undefined {
  const newest = throttles.at(-1) ?? 0;
  const before = levelBefore(throttles);
  if (newest < LEAST_FAILURES || newest <= TIMES_FAILURES * before) return undefined;
  return `account: ${figure(newest)} calls refused in 1 min, ${figure(before)} before`;
}

function crowdOf(maxConcurrency: readonly number[] | undefined, busyConcurrency: number): string | undefined {
  const newest = maxConcurrency?.at(-1) ?? 0;
  if (newest <= TIMES_BUSY * Math.max(busyConcurrency, levelBefore(maxConcurrency ?? []))) return undefined;
  return `account: ${figure(newest)} runs at once, a busy minute has ${figure(busyConcurrency)}`;
}
