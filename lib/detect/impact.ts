import type { Burn } from "../domain/anomaly.ts";
import type { AccountLimits } from "../domain/function-profile.ts";
import { atRiskUsd } from "./at-risk.ts";
import { costCeilingUsdPerHour } from "./cost-ceiling.ts";
import type { DetectorInput } from "./detector.ts";
import { minuteAt, sum } from "./final-minutes.ts";
import { type GrowthAhead, growthAhead } from "./growth-ahead.ts";
import { costsOf, usualCost, usualCount, usualRunMs } from "./usual.ts";

const MINUTES_PER_HOUR = 60;
/** The present pace is the newest minute's, or the mean of so many if that is higher: a ramp counts at once, a dip hides nothing. */
const PACE_MINUTES = 2;

/** How the amount at risk is reckoned. */
export type RiskTerms = {
  /** Hours from now over which the cost counts, > 0. */
  readonly hours: number;
  /** Whether the growth signal is at its cut: only then is growth carried on, or noise would turn into dollars. */
  readonly isGrowing: boolean;
  /** `undefined`: not known. */
  readonly limits: AccountLimits | undefined;
};

/** What the stretch that began at index `began` costs per hour now, puts at risk, and has cost beyond the expectation so far. */
export function impactOf(
  input: DetectorInput,
  began: number,
  risk: RiskTerms,
): { readonly burn: Burn; readonly excessUsd: number } {
  const { minutes, baseline, profile, prices } = input;
  const costs = costsOf(minutes.of("invocations") ?? [], minutes.of("durationMs") ?? [], profile, prices);
  const stretch = costs.slice(began);
  const expected = stretch.map(
    (_, offset) => usualCost(baseline, profile, prices, minuteAt(minutes, began + offset)).expected,
  );
  const excess = stretch.map((usd, index) => usd - (expected[index] ?? 0));
  const minutesOfPace = mean(excess.slice(-1)) >= mean(excess.slice(-PACE_MINUTES)) ? 1 : PACE_MINUTES;
  const perHour = (usd: readonly number[]): number => mean(usd.slice(-minutesOfPace)) * MINUTES_PER_HOUR;
  const pace = { actualUsdPerHour: perHour(stretch), expectedUsdPerHour: perHour(expected) };
  const outlook = { ...pace, ...growthOf(input, risk), ceilingUsdPerHour: ceilingOf(input, risk) };
  return {
    burn: {
      ...pace,
      impactUsdPerHour: pace.actualUsdPerHour - pace.expectedUsdPerHour,
      atRiskUsd: atRiskUsd(outlook, risk.hours),
      riskHours: risk.hours,
    },
    excessUsd: Math.max(0, sum(excess)),
  };
}

const STEADY: GrowthAhead = { doublingsPerMinute: 0, growingMinutes: 0 };

const growthOf = ({ minutes, baseline, newestMs }: DetectorInput, { isGrowing }: RiskTerms): GrowthAhead =>
  isGrowing
    ? growthAhead(minutes.of("invocations") ?? [], usualCount(baseline.invocations, newestMs))
    : STEADY;

function ceilingOf({ minutes, baseline, profile, prices }: DetectorInput, { limits }: RiskTerms): number {
  const runs = minutes.of("invocations")?.at(-1) ?? 0;
  const durationMs = minutes.of("durationMs")?.at(-1) ?? 0;
  const runMs = runs > 0 && durationMs > 0 ? durationMs / runs : usualRunMs(baseline);
  return costCeilingUsdPerHour(profile, runMs, limits, prices);
}

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);
