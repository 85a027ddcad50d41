import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { GuardBillRule } from "../domain/guard-policy.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { getMetricDataUsd } from "../pricing/guard-bill.ts";
import { lambdaCostUsd } from "../pricing/lambda-cost.ts";
import type { LambdaPrices } from "../pricing/prices.ts";

/** Of the owner's limit; the rest is for watching. */
const LEARNING_SHARE = 0.2;
const NIGHTS_PER_MONTH = 30;
/** A baseline of 14 days is no ground to act on any more; two nights are left for what goes wrong. */
const DUE_MS = 12 * DAY_MS;
/** What does nothing has a turn, too: as if it cost so much a day. */
const LEAST_USD_PER_DAY = 0.001;
const MINUTES_PER_DAY = DAY_MS / MINUTE_MS;

/**
 * Metrics that one night of learning may read: 3,333 at $5 a month.
 * @param moneyShare of the guard's money, for what is learned; 0 to 1
 */
export const metricsPerNight = ({ limitUsdPerMonth }: GuardBillRule, moneyShare: number): number =>
  Math.round((LEARNING_SHARE * moneyShare * limitUsdPerMonth) / NIGHTS_PER_MONTH / getMetricDataUsd(1));

export type LearningTerms = {
  readonly prices: LambdaPrices;
  /** Days of history below which every night counts. */
  readonly probationDays: number;
  readonly nowMs: EpochMs;
};

/**
 * In which order functions are learned when there is neither time nor money for all: what was never learned; what is due, since its
 * baseline will soon be too old to act on, or since it is on probation; and then the rest, by what it usually costs times the age of
 * its baseline. Of what is due the dearest comes first as well: where the money never reaches all, it reaches what matters.
 */
export function learningOrder(
  functions: readonly FunctionProfile[],
  baselineOf: ReadonlyMap<string | undefined, Baseline>,
  { prices, probationDays, nowMs }: LearningTerms,
): readonly FunctionProfile[] {
  const placed = functions.map((profile) => {
    const baseline = baselineOf.get(profile.functionName);
    if (baseline === undefined) return { profile, group: 0, weight: 0 };
    const ageMs = nowMs - baseline.learnedAtMs;
    const isDue = ageMs >= DUE_MS || baseline.historyDays < probationDays;
    return {
      profile,
      group: isDue ? 1 : 2,
      weight: ageMs * Math.max(LEAST_USD_PER_DAY, usdPerDay(baseline, profile, prices)),
    };
  });
  return placed.sort((a, b) => a.group - b.group || b.weight - a.weight).map(({ profile }) => profile);
}

function usdPerDay(
  { invocations, durationMs }: Baseline,
  profile: FunctionProfile,
  prices: LambdaPrices,
): number {
  const usage = { invocations: mean(invocations.byTimeOfDay), durationMs: mean(durationMs.byTimeOfDay) };
  return MINUTES_PER_DAY * lambdaCostUsd(usage, profile, prices);
}

const mean = (perMinute: readonly number[]): number =>
  perMinute.reduce((sum, each) => sum + each, 0) / Math.max(1, perMinute.length);
