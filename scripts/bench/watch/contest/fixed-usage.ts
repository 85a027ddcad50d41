import { type MonthlyUsage, NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import { fixedUsage } from "../../../../lib/pricing/fixed-usage.ts";
import { timesUsage } from "../../../../lib/pricing/guard-bill.ts";

/** Of CloudWatch, a month and account: what the policy counts on by default. */
export const FREE_REQUESTS = 1_000_000;
export const MONTH_MINUTES = 30 * 24 * 60;

/**
 * What the guard of one account and region consumes in so many minutes besides what its ticks ask CloudWatch, by part, as
 * `overcurrent cost` reckons it. A tick's own requests are counted where it makes them.
 */
export function usageBesideTicks(functions: number, limitUsdPerMonth: number, minutes: number): MonthlyUsage {
  const { watch = NO_USAGE, ...others } = fixedUsage({ functions, targets: 1 }, limitUsdPerMonth);
  return timesUsage({ ...others, watch: { ...watch, metricApiRequests: 0 } }, minutes / MONTH_MINUTES);
}
