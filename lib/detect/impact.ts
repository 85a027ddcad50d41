import type { Burn, Signal } from "../domain/anomaly.ts";
import type { AccountLimits } from "../domain/function-profile.ts";
import { atRiskUsd } from "./at-risk.ts";
import { costCeilingUsdPerHour } from "./cost-ceiling.ts";
import type { DetectorInput } from "./detector.ts";
import { minuteAt, sum } from "./final-minutes.ts";
import { type GrowthAhead, growthAhead } from "./growth-ahead.ts";
import { paceOf } from "./pace.ts";
import { costsOf, usualCost, usualCount, usualRunMs } from "./usual.ts";

/** How the amount at risk is reckoned. */
export type RiskTerms = {
  /** Hours from now over which the cost counts, > 0. */
  readonly hours: number;
  /** Signals at or above their cut. Growth is carried on only when it is among them, or noise would turn into dollars. */
  readonly signals: readonly Signal[];
  /** `undefined`: not known. */
  readonly limits: AccountLimits | undefined;
};

/** What an anomaly costs per hour now, puts at risk, and has cost beyond the expectation since index `began`. */
export function impactOf(
  input: DetectorInput,
  began: number,
  risk: RiskTerms,
): { readonly burn: Burn; readonly excessUsd: number } {
  const pace = paceOf(input, risk.signals);
  const outlook = { ...pace, ...growthOf(input, risk), ceilingUsdPerHour: ceilingOf(input, risk) };
  return {
    burn: {
      ...pace,
      impactUsdPerHour: pace.actualUsdPerHour - pace.expectedUsdPerHour,
      atRiskUsd: atRiskUsd(outlook, risk.hours),
      riskHours: risk.hours,
    },
    excessUsd: excessSince(input, began),
  };
}

function excessSince({ minutes, baseline, profile, prices }: DetectorInput, began: number): number {
  const costs = costsOf(minutes.of("invocations") ?? [], minutes.of("durationMs") ?? [], profile, prices);
  const excess = costs
    .slice(began)
    .map(
      (usd, offset) => usd - usualCost(baseline, profile, prices, minuteAt(minutes, began + offset)).expected,
    );
  return Math.max(0, sum(excess));
}

const STEADY: GrowthAhead = { doublingsPerMinute: 0, growingMinutes: 0 };

const growthOf = ({ minutes, baseline, newestMs }: DetectorInput, { signals }: RiskTerms): GrowthAhead =>
  signals.some(({ kind }) => kind === "growth")
    ? growthAhead(minutes.of("invocations") ?? [], usualCount(baseline.invocations, newestMs))
    : STEADY;

function ceilingOf({ minutes, baseline, profile, prices }: DetectorInput, { limits }: RiskTerms): number {
  const runs = minutes.of("invocations")?.at(-1) ?? 0;
  const durationMs = minutes.of("durationMs")?.at(-1) ?? 0;
  const runMs = runs > 0 && durationMs > 0 ? durationMs / runs : usualRunMs(baseline);
  return costCeilingUsdPerHour(profile, runMs, limits, prices);
}
