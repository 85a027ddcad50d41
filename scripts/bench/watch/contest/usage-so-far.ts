import { type MonthlyUsage, NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import { type EpochMs, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { guardBill } from "../../../../lib/pricing/guard-bill.ts";
import { USD_PER_METRIC_READ } from "../../../../lib/pricing/guard-rates.ts";
import { TRIPWIRE_REQUESTS_PER_MINUTE } from "../../../../lib/pricing/standing-usage.ts";
import { FREE_REQUESTS, fixedUsage, MONTH_MINUTES } from "./fixed-usage.ts";

/** The month so far of a guard that has been there since its first, and has spent evenly what its limit gives it. */
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
  const watch = { ...fixed, metricApiRequests, getMetricDataMetrics: 0, lambdaInvocations: minutes };
  const spentUsd = guardBill({ learn, watch }, FREE_REQUESTS).billedUsd;
  const dueUsd = limitUsdPerMonth * (minutes / MONTH_MINUTES);
  const reads = Math.max(0, (dueUsd - spentUsd) / USD_PER_METRIC_READ);
  return { learn, watch: { ...watch, getMetricDataMetrics: reads } };
}
