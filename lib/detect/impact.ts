import type { Burn } from "../domain/anomaly.ts";
import type { DetectorInput } from "./detector.ts";
import { minuteAt, sum } from "./final-minutes.ts";
import { costsOf, usualCost } from "./usual.ts";

const MINUTES_PER_HOUR = 60;
/** The present pace is the mean of so many minutes: one alone is noisy, more would hide a ramp. */
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
  const perHour = (usd: readonly number[]): number => {
    const pace = usd.slice(-PACE_MINUTES);
    return pace.length === 0 ? 0 : (sum(pace) / pace.length) * MINUTES_PER_HOUR;
  };
  const actualUsdPerHour = perHour(stretch);
  const expectedUsdPerHour = perHour(expected);
  return {
    burn: { actualUsdPerHour, expectedUsdPerHour, impactUsdPerHour: actualUsdPerHour - expectedUsdPerHour },
    excessUsd: Math.max(0, sum(stretch) - sum(expected)),
  };
}
