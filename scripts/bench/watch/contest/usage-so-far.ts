import { type MonthlyUsage, NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import { type EpochMs, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { USD_PER_METRIC_READ } from "../../../../lib/pricing/guard-rates.ts";
import { readingAllowance } from "../../../../lib/pricing/reading-allowance.ts";
import { TRIPWIRE_REQUESTS_PER_MINUTE } from "../../../../lib/pricing/standing-usage.ts";
import { FREE_REQUESTS, fixedUsage, MONTH_MINUTES } from "./fixed-usage.ts";

/**
 * The month so far of a guard that has been there since its first and has nothing saved for suspicions: what its limit gives it
 * has been read, evenly or in looking closer for no reason. How much it saves from then on, its quiet days show.
 */
export function usageSoFar(functions: number, limitUsdPerMonth: number, nowMs: EpochMs): MonthlyUsage {
  const now = new Date(nowMs);
  const minutes = (nowMs - Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)) / MINUTE_MS;
  const fixed = fixedUsage(functions, minutes);
  const learn = { ...NO_USAGE, getMetricDataMetrics: fixed.getMetricDataMetrics };
  // The free requests are for reading, too: a month's share of them, or less where all is read each minute for less.
  const metricApiRequests = Math.min(
    FREE_REQUESTS * (minutes / MONTH_MINUTES),
    fixed.metricApiRequests + (TRIPWIRE_REQUESTS_PER_MINUTE + functions) * minutes,
  );
  const withReads = (getMetricDataMetrics: number): MonthlyUsage => ({
    learn,
    dispatch: { ...NO_USAGE, metricApiRequests: fixed.metricApiRequests },
    watch: {
      ...fixed,
      metricApiRequests: metricApiRequests - fixed.metricApiRequests,
      getMetricDataMetrics,
      lambdaInvocations: minutes,
    },
  });
  const rule = { limitUsdPerMonth, freeCloudWatchRequests: FREE_REQUESTS };
  const hasSavings = (reads: number): boolean =>
    readingAllowance({ usage: withReads(reads), rule, nowMs, moneyShare: 1 }).savedReads > 0;
  return withReads(mostReads(limitUsdPerMonth / USD_PER_METRIC_READ, hasSavings));
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
