import type { Baseline, SeasonalProfile } from "../domain/baseline.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { lambdaCostUsd, type Sized } from "../pricing/lambda-cost.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import { expectedPerMinute } from "./expectation.ts";
import type { Usual } from "./surge.ts";

/** A function that never ran is taken to run this long, so that nothing is divided by zero. */
const UNKNOWN_RUN_MS = 100;
const MAX_RUN_MINUTES = 15;

/** Milliseconds of one usual run, > 0. */
export const usualRunMs = ({ meanDurationMs }: Baseline): number =>
  meanDurationMs > 0 ? meanDurationMs : UNKNOWN_RUN_MS;

/** How many minutes late a usual run is counted, since it is stamped with its start and seen after its end. */
export const lateMinutesOf = (baseline: Baseline): number =>
  Math.min(MAX_RUN_MINUTES, Math.round(usualRunMs(baseline) / MINUTE_MS));

/** What is usual for a count at `atMs`. */
export const usualCount = (profile: SeasonalProfile, atMs: EpochMs): Usual => ({
  expected: expectedPerMinute(profile, atMs),
  record: profile.recordPerMinute,
  spread: profile,
  unit: 1,
});

/**
 * What is usual for the cost per minute at `atMs`, USD. Cost follows the billed time, so the noise of the billed time
 * is its noise; the overdispersion carries the unit and is priced like it.
 */
export function usualCost(baseline: Baseline, sized: Sized, prices: LambdaPrices, atMs: EpochMs): Usual {
  const { invocations, durationMs } = baseline;
  const cost = (runs: number, ms: number): number =>
    lambdaCostUsd({ invocations: runs, durationMs: ms }, sized, prices);
  return {
    expected: cost(expectedPerMinute(invocations, atMs), expectedPerMinute(durationMs, atMs)),
    record: cost(invocations.recordPerMinute, durationMs.recordPerMinute),
    spread: {
      overdispersion: cost(invocations.overdispersion, durationMs.overdispersion),
      relativeSpread: durationMs.relativeSpread,
    },
    unit: cost(1, usualRunMs(baseline)),
  };
}

/** USD per minute of a window's final minutes, oldest first. */
export const costsOf = (
  invocations: readonly number[],
  durationMs: readonly number[],
  sized: Sized,
  prices: LambdaPrices,
): number[] =>
  durationMs.map((ms, index) =>
    lambdaCostUsd({ invocations: invocations[index] ?? 0, durationMs: ms }, sized, prices),
  );
