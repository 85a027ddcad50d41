import { type AccountRise, LEAST_LEAP } from "../domain/account-rise.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { Measurement, Window } from "../domain/observation.ts";
import {
  crowdOf,
  type Found,
  failuresOf,
  leap,
  refusalsOf,
  riseOf,
  riseOver,
} from "./account/signs-of-rise.ts";
import { type Use, unexplainedEvents, unexplainedUse } from "./account/unexplained-use.ts";
import { type FinalMinutes, finalMinutes, minuteAt } from "./final-minutes.ts";
import type { Usual } from "./surge.ts";
import { usualCount, usualRunMs } from "./usual.ts";

export type Tripwire = {
  readonly tripped: boolean;
  readonly reason: string;
  /** Whether a crowd of runs at once is among the reasons: then runs that have not ended are looked for, too. */
  readonly isCrowded: boolean;
  /** What it does beyond the usual; absent: it did not trip, or could not be judged. */
  readonly rise?: AccountRise;
};

/** A function that was read this minute, beside what is usual for it. */
export type ExplainedFunction = { readonly baseline: Baseline | undefined; readonly window: Window };

export type AccountInput = {
  /** The account's own baseline; `undefined`: never learned. */
  readonly baseline: Baseline | undefined;
  /**
   * The account's totals in periods of 60 s: `invocations`, `durationMs` and, if read, `maxConcurrency`, `throttles`,
   * `errors` and `asyncEventsReceived`.
   */
  readonly window: Window;
  /** Functions that are judged by themselves this minute. Their runs and billed time are taken out of the total. */
  readonly explained?: readonly ExplainedFunction[];
};

/** With less history the account's daily course is not known. */
const LEAST_HISTORY_DAYS = 1;
/** Whoever looks for the cause of a rise is told how old it is, up to this. */
const MOST_LASTING_MINUTES = 10;

/**
 * Whether the account's total gives reason to look for who is behind it, this minute. It is judged without the functions that
 * are read every minute: in what is left, which is far calmer, much smaller rises show. Deliberately sensitive: a false trip
 * costs a page of reads, a missed one as long as it takes the sweep to come by. Fails toward looking.
 *
 * What stands out for hours in a total that hides it from this is told by `judgeSeenAccount`.
 * @throws {RangeError} when the window's periods are not minutes
 */
export function judgeAccount({ baseline, window, explained = [] }: AccountInput): Tripwire {
  if (baseline === undefined || baseline.historyDays < LEAST_HISTORY_DAYS)
    return { tripped: true, reason: "the account's total is not learned yet", isCrowded: false };
  const minutes = finalMinutes(window);
  if (minutes.length === 0 || !minutes.of("invocations") || !minutes.of("durationMs"))
    return { tripped: true, reason: "the account's total could not be read", isCrowded: true };

  const use = unexplainedUse(
    window,
    explained.map((each) => each.window),
  );
  const rest: Rest = { baseline, minutes, use, baselines: explained.flatMap((each) => each.baseline ?? []) };
  const found = findRise(rest, 0);
  const isCrowded = crowdIn(minutes, baseline) !== undefined;
  if (found === undefined) return { tripped: false, reason: "the account's total is as usual", isCrowded };
  const over = (values: ArrayLike<number> = []): number => Math.max(0, riseOver(values, found.minutes));
  const rise: AccountRise = {
    runsPerMinute: over(use.runs),
    durationMsPerMinute: over(use.durationMs),
    errorsPerMinute: over(minutes.of("errors")),
    eventsPerMinute: over(minutes.of("asyncEventsReceived")),
    concurrency: over(minutes.of("maxConcurrency")),
    isOfUse: found.isOfUse,
    lastingMinutes: lastingMinutesOf(rest, found),
  };
  return { tripped: true, reason: found.words, isCrowded, rise };
}

/** The account's total, and what of it no function that was read explains. */
type Rest = {
  readonly baseline: Baseline;
  readonly minutes: FinalMinutes;
  readonly use: Use;
  /** Of the functions that were read. */
  readonly baselines: readonly Baseline[];
};

/** A rise that has doubled is another one: an attack may begin in the middle of somebody's busy hour. */
const LEAST_OF_SAME_RISE = 0.5;

function lastingMinutesOf(rest: Rest, { of }: FoundRise): number {
  const sizeAt = (minutesAgo: number): number => {
    if (of === undefined) return 1;
    const values = rest.use[of];
    return riseOver(values.subarray(0, values.length - minutesAgo), 1);
  };
  const least = LEAST_OF_SAME_RISE * sizeAt(0);
  let minutes = 1;
  while (minutes < MOST_LASTING_MINUTES && sizeAt(minutes) >= least && findRise(rest, minutes) !== undefined)
    minutes += 1;
  return minutes;
}

/** What stands out, seen so many minutes ago. */
function findRise({ baseline, minutes, use, baselines }: Rest, minutesAgo: number): FoundRise | undefined {
  const length = minutes.length - minutesAgo;
  if (length < 1) return undefined;
  const newestMs = minuteAt(minutes, length - 1);
  const of = (measurement: Measurement): readonly number[] =>
    (minutes.of(measurement) ?? []).slice(0, length);
  const runs = use.runs.subarray(0, length);
  const durationMs = use.durationMs.subarray(0, length);
  const usualRest = (of: "invocations" | "durationMs", unit: number): Usual => {
    const usual = usualCount(baseline[of], newestMs);
    const read = baselines.reduce((total, one) => total + usualCount(one[of], newestMs).expected, 0);
    return { ...usual, unit, expected: Math.max(0, usual.expected - read) };
  };
  const inRuns = (): FoundRise | undefined =>
    ofUse("runs", riseOf("runs", runs, usualRest("invocations", 1)));
  const inTime = (): FoundRise | undefined =>
    ofUse(
      "durationMs",
      riseOf("billed ms", durationMs, usualRest("durationMs", usualRunMs(baseline))) ??
        leap("billed ms", durationMs, LEAST_LEAP.durationMsPerMinute),
    );
  const found = inRuns() ?? inTime() ?? ofUse("runs", leap("runs", runs, LEAST_LEAP.runsPerMinute));
  if (found !== undefined) return found;
  const events = unexplainedEvents(of("asyncEventsReceived"), of("invocations"), runs);
  const ofOthers =
    // Each event is a run to come: fewer of them than would be a leap of runs are noise.
    riseOf("events", events, usualCount(baseline.asyncEventsPerMinute, newestMs), LEAST_LEAP.runsPerMinute) ??
    failuresOf(of("errors"), baseline.errorsPerMinute) ??
    crowdOf(of("maxConcurrency"), baseline.busyConcurrency) ??
    refusalsOf(of("throttles"));
  return ofOthers && { ...ofOthers, isOfUse: false };
}

/** `of` is what stands out; absent: neither runs nor billed time. */
type FoundRise = Found & { readonly isOfUse: boolean; readonly of?: keyof Use };

const ofUse = (of: keyof Use, found: Found | undefined): FoundRise | undefined =>
  found && { ...found, of, isOfUse: true };

/** Whether more runs at once than usual, or calls are refused: then runs that have not ended are looked for, too. */
export const isAccountCrowded = ({ baseline, window }: Omit<AccountInput, "explained">): boolean =>
  baseline !== undefined && crowdIn(finalMinutes(window), baseline) !== undefined;

const crowdIn = (minutes: FinalMinutes, { busyConcurrency }: Baseline): Found | undefined =>
  crowdOf(minutes.of("maxConcurrency") ?? [], busyConcurrency) ?? refusalsOf(minutes.of("throttles") ?? []);
