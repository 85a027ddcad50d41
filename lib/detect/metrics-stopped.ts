import type { Baseline } from "../domain/baseline.ts";
import type { Window } from "../domain/observation.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { finalMinutes, minuteAt } from "./final-minutes.ts";
import { usualCount } from "./usual.ts";

export type MetricsStopped = {
  /** The first minute of which nothing is seen. */
  readonly sinceMs: EpochMs;
  /** Runs that are usual in the time since. */
  readonly expectedRuns: number;
};

/** Metrics are at times ten minutes late; until then what is seen is judged, as old as it is. */
const LEAST_SILENT_MINUTES = 15;
const LEAST_EXPECTED_RUNS = 30;
/** An account whose hours differ by more than a third of their mean is quiet at times for reasons of its own. */
const LEAST_DEVIATIONS = 3;

/**
 * Whether the account's total shows nothing where much is usual: then it is not the account that is quiet, it is CloudWatch
 * that tells nothing, and no function may be called quiet either. A quiet night is expected by the baseline and never counts.
 *
 * Where the guard is deployed, its own runs each minute are part of the total and of what is usual, so it is never 0 there.
 *
 * @param window the account's totals in periods of 60 s
 * @param braked what is usual for functions that may be stopped: their runs are not missed
 * @returns `undefined`: something is seen, too little is usual, or nothing is known
 */
export function metricsStopped(
  baseline: Baseline | undefined,
  window: Window,
  braked: readonly Baseline[] = [],
): MetricsStopped | undefined {
  const silence = silenceAtEnd(baseline, window, braked);
  if (silence === undefined || silence.minutes < LEAST_SILENT_MINUTES) return undefined;
  const { sinceMs, expectedRuns } = silence;
  return { sinceMs, expectedRuns };
}

/**
 * How far CloudWatch has come. When metrics are late the newest minutes are empty, and empty minutes would pass for quiet
 * ones: an attack would not be seen, and a brake would be let go of in the middle of it. So nothing after this is judged.
 *
 * @param window the account's totals in periods of 60 s
 * @param braked as for `metricsStopped`
 * @returns the end of what is final, or when metrics are late the end of what is seen in full
 */
export function seenUntil(
  baseline: Baseline | undefined,
  window: Window,
  braked: readonly Baseline[] = [],
): EpochMs {
  const silence = silenceAtEnd(baseline, window, braked);
  // Not every function has come as far as the newest minute of which anything is seen.
  return silence === undefined ? window.finalUntilMs : silence.sinceMs - MINUTE_MS;
}

/** The newest final minutes in which the total shows nothing at all, where too much is usual for that. */
function silenceAtEnd(
  baseline: Baseline | undefined,
  window: Window,
  braked: readonly Baseline[],
): (MetricsStopped & { readonly minutes: number }) | undefined {
  const minutes = finalMinutes(window);
  if (baseline === undefined || minutes.of("invocations") === undefined) return undefined;
  const series = Object.values(window.series).map((values) => values.slice(0, minutes.length));
  const firstSilent = 1 + Math.max(-1, ...series.map((values) => values.findLastIndex((value) => value > 0)));
  const silent = minutes.length - firstSilent;
  if (silent <= 0) return undefined;
  const sinceMs = minuteAt(minutes, firstSilent);
  const expectedRuns = usualRuns(baseline, braked, sinceMs, silent);
  return expectedRuns >= LEAST_EXPECTED_RUNS ? { sinceMs, expectedRuns, minutes: silent } : undefined;
}

/** What is usual in so many minutes; 0 where that may as well be nothing. */
function usualRuns(
  { invocations }: Baseline,
  braked: readonly Baseline[],
  sinceMs: EpochMs,
  minutes: number,
): number {
  let expected = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    const atMs = sinceMs + minute * MINUTE_MS;
    const missed = braked.reduce((sum, each) => sum + usualCount(each.invocations, atMs).expected, 0);
    expected += Math.max(0, usualCount(invocations, atMs).expected - missed);
  }
  const { overdispersion, relativeSpread } = invocations;
  const deviation = Math.sqrt(overdispersion * expected + (relativeSpread * expected) ** 2);
  return expected >= LEAST_DEVIATIONS * deviation ? expected : 0;
}
