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

/** Metrics are at times ten minutes late; that comes right by itself. */
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
 * @returns `undefined`: something is seen, too little is usual, or nothing is known
 */
export function metricsStopped(baseline: Baseline | undefined, window: Window): MetricsStopped | undefined {
  const minutes = finalMinutes(window);
  const runs = minutes.of("invocations");
  if (baseline === undefined || runs === undefined) return undefined;
  const firstSilent = runs.findLastIndex((count) => count > 0) + 1;
  const silent = runs.length - firstSilent;
  if (silent < LEAST_SILENT_MINUTES) return undefined;
  const sinceMs = minuteAt(minutes, firstSilent);
  const expectedRuns = usualRuns(baseline, sinceMs, silent);
  return expectedRuns >= LEAST_EXPECTED_RUNS ? { sinceMs, expectedRuns } : undefined;
}

/** What is usual in so many minutes; 0 where that may as well be nothing. */
function usualRuns({ invocations }: Baseline, sinceMs: EpochMs, minutes: number): number {
  let expected = 0;
  for (let minute = 0; minute < minutes; minute += 1)
    expected += usualCount(invocations, sinceMs + minute * MINUTE_MS).expected;
  const { overdispersion, relativeSpread } = invocations;
  const deviation = Math.sqrt(overdispersion * expected + (relativeSpread * expected) ** 2);
  return expected >= LEAST_DEVIATIONS * deviation ? expected : 0;
}
