import type { AccountRise } from "../domain/account-rise.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { Window } from "../domain/observation.ts";
import {
  crowdOf,
  type Found,
  failuresOf,
  leap,
  refusalsOf,
  riseOf,
  riseOver,
} from "./account/signs-of-rise.ts";
import { unexplainedUse } from "./account/unexplained-use.ts";
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
/** In the dearest function there is, so much more a minute is $0.25 an hour. */
const LEAST_LEAP_MS = 25_000;
const LEAST_LEAP_RUNS = 30;

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

  const { runs, durationMs } = unexplainedUse(
    window,
    explained.map((each) => each.window),
  );
  const newestMs = minuteAt(minutes, minutes.length - 1);
  const usualDuration: Usual = { ...usualCount(baseline.durationMs, newestMs), unit: usualRunMs(baseline) };
  const errors = minutes.of("errors") ?? [];
  const events = minutes.of("asyncEventsReceived") ?? [];
  const concurrency = minutes.of("maxConcurrency") ?? [];
  const crowd = crowdIn(minutes, baseline);
  const beyond = (usual: Usual, of: "invocations" | "durationMs"): Usual => ({
    ...usual,
    expected: Math.max(0, usual.expected - expectedOf(explained, of, newestMs)),
  });
  const found =
    riseOf("runs", runs, beyond(usualCount(baseline.invocations, newestMs), "invocations")) ??
    riseOf("billed ms", durationMs, beyond(usualDuration, "durationMs")) ??
    riseOf("events", events, usualCount(baseline.asyncEventsPerMinute, newestMs)) ??
    failuresOf(errors, baseline.errorsPerMinute) ??
    crowd ??
    leap("billed ms", durationMs, LEAST_LEAP_MS) ??
    leap("runs", runs, LEAST_LEAP_RUNS);
  const isCrowded = crowd !== undefined;
  if (found === undefined) return { tripped: false, reason: "the account's total is as usual", isCrowded };
  const over = (values: ArrayLike<number>): number => Math.max(0, riseOver(values, found.minutes));
  const rise: AccountRise = {
    runsPerMinute: over(runs),
    durationMsPerMinute: over(durationMs),
    errorsPerMinute: over(errors),
    eventsPerMinute: over(events),
    concurrency: over(concurrency),
  };
  return { tripped: true, reason: found.words, isCrowded, rise };
}

/** Whether more runs at once than usual, or calls are refused: then runs that have not ended are looked for, too. */
export const isAccountCrowded = ({ baseline, window }: Omit<AccountInput, "explained">): boolean =>
  baseline !== undefined && crowdIn(finalMinutes(window), baseline) !== undefined;

const crowdIn = (minutes: FinalMinutes, { busyConcurrency }: Baseline): Found | undefined =>
  crowdOf(minutes.of("maxConcurrency") ?? [], busyConcurrency) ?? refusalsOf(minutes.of("throttles") ?? []);

function expectedOf(
  explained: readonly ExplainedFunction[],
  of: "invocations" | "durationMs",
  atMs: number,
): number {
  return explained.reduce(
    (total, { baseline }) => total + (baseline === undefined ? 0 : usualCount(baseline[of], atMs).expected),
    0,
  );
}
