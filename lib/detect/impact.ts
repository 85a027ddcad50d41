import type { Burn } from "../domain/anomaly.ts";
import type { DetectorInput } from "./detector.ts";
import { minuteAt, sum } from "./final-minutes.ts";
import { costsOf, usualCost } from "./usual.ts";

const MINUTES_PER_HOUR = 60;
/** The present pace is the newest minute's, or the mean of so many if that is higher: a ramp counts at once, a dip hides nothing. */
const PACE_MINUTES = 2;

/** What the stretch that began at index `began` costs per hour now, and has cost beyond the expectation so far. */
export function impactOf(
  { minutes, baseline, profile, prices }: DetectorInput,
  began: number,
): { readonly burn: Burn; readonly excessUsd: number } {
  const costs = costsOf(minutes.of("invocations") ?? [], minutes.of("durationMs") ?? [], profile, prices);
  const stretch = costs.slice(began);
  const expected = stretch.map(
    (_, offset) => usualCost(baseline, profile, prices, minuteAt(minutes, began + offset)).expected,
  );
  const excess = stretch.map((usd, index) => usd - (expected[index] ?? 0));
  const minutesOfPace = mean(excess.slice(-1)) >= mean(excess.slice(-PACE_MINUTES)) ? 1 : PACE_MINUTES;
  const perHour = (usd: readonly number[]): number => mean(usd.slice(-minutesOfPace)) * MINUTES_PER_HOUR;
  const actualUsdPerHour = perHour(stretch);
  const expectedUsdPerHour = perHour(expected);
  return {
    burn: { actualUsdPerHour, expectedUsdPerHour, impactUsdPerHour: actualUsdPerHour - expectedUsdPerHour },
    excessUsd: Math.max(0, sum(excess)),
  };
}

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);
