import type { BillSummary } from "../domain/guard-bill-news.ts";
import type { GuardBillRule } from "../domain/guard-policy.ts";
import type { MonthlyUsage } from "../domain/guard-usage.ts";
import type { ReadingAllowance } from "../domain/reading-allowance.ts";
import type { EpochMs } from "../domain/time.ts";
import { guardBill } from "../pricing/guard-bill.ts";
import { expectedMonth } from "../pricing/guard-month.ts";
import { readingAllowance } from "../pricing/reading-allowance.ts";

/** The guard's own bill for whoever asks, with what it still allows to be read in all targets together. */
export type BillReport = BillSummary & { readonly reading: ReadingAllowance };

/** Less than this is not worth a line. */
const LEAST_USD = 0.001;

/** @param usage of the month in which `nowMs` lies */
export function billReport(usage: MonthlyUsage, rule: GuardBillRule, nowMs: EpochMs): BillReport {
  const free = rule.freeCloudWatchRequests;
  const { lines, parts, billedUsd } = guardBill(usage, free);
  return {
    billedUsd,
    expectedUsd: guardBill(expectedMonth(usage, nowMs), free).billedUsd,
    limitUsd: rule.limitUsdPerMonth,
    services: lines
      .map((line) => ({ item: line.item, billedUsd: line.billedUsd }))
      .filter((line) => line.billedUsd >= LEAST_USD)
      .sort((a, b) => b.billedUsd - a.billedUsd),
    parts: parts.filter((part) => part.billedUsd >= LEAST_USD),
    reading: readingAllowance({ usage, rule, nowMs, moneyShare: 1 }),
  };
}
