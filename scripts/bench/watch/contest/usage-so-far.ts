import { addUsage, type MonthlyUsage, NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import { type EpochMs, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { totalUsage } from "../../../../lib/pricing/guard-bill.ts";
import { USD_PER_METRIC_READ } from "../../../../lib/pricing/guard-rates.ts";
import { readingAllowance } from "../../../../lib/pricing/reading-allowance.ts";
import { TRIPWIRE_REQUESTS_PER_MINUTE } from "../../../../lib/pricing/standing-usage.ts";
import { FREE_REQUESTS, MONTH_MINUTES, usageBesideTicks } from "./fixed-usage.ts";

export type MonthSoFar = { readonly usage: MonthlyUsage; readonly paidReadsPerMinute: number };

/**
 * The month so far of a guard that has been there since its first.
 *
 * @param paidReadsPerMinute what its quiet minutes have cost, looking closer for no reason included; at most so much as leaves
 *                           nothing saved for suspicions is taken
 */
export function usageSoFar(
  functions: number,
  limitUsdPerMonth: number,
  nowMs: EpochMs,
  paidReadsPerMinute: number,
): MonthSoFar {
  const now = new Date(nowMs);
  const minutes = (nowMs - Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)) / MINUTE_MS;
  const besideTicks = usageBesideTicks(functions, limitUsdPerMonth, minutes);
  // The free requests are for reading, too: a month's share of them, or less where all is read each minute for less.
  const metricApiRequests = Math.min(
    FREE_REQUESTS * (minutes / MONTH_MINUTES) - totalUsage(besideTicks).metricApiRequests,
    (TRIPWIRE_REQUESTS_PER_MINUTE + functions) * minutes,
  );
  const withReads = (getMetricDataMetrics: number): MonthlyUsage => ({
    ...besideTicks,
    watch: addUsage(besideTicks.watch ?? NO_USAGE, { ...NO_USAGE, metricApiRequests, getMetricDataMetrics }),
  });
  const rule = { limitUsdPerMonth, freeCloudWatchRequests: FREE_REQUESTS };
  const hasSavings = (reads: number): boolean =>
    readingAllowance({ usage: withReads(reads), rule, nowMs, moneyShare: 1 }).savedReads > 0;
  const most = mostReads(limitUsdPerMonth / USD_PER_METRIC_READ, hasSavings);
  const reads = Math.min(most, paidReadsPerMinute * minutes);
  return { usage: withReads(reads), paidReadsPerMinute: reads / minutes };
}

const HALVINGS = 40;

/** The reads after which nothing is saved any more: the more has been read, the less is. */
function mostReads(atMost: number, hasSavings: (reads: number) => boolean): number {
  let [least, most] = [0, atMost];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const between = (least + most) / 2;
    if (hasSavings(between)) least = between;
    else most = between;
  }
  return least;
}
