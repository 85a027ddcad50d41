import { type BillReport, billReport } from "../../lib/app/bill-report.ts";
import { type GuardUsage, type MonthlyUsage, NO_USAGE } from "../../lib/domain/guard-usage.ts";

const used = (given: Partial<GuardUsage>): GuardUsage => ({ ...NO_USAGE, ...given });

/** 2026-11-11T00:00:00Z: ten of thirty days are over. */
export const TENTH_NIGHT_MS = Date.UTC(2026, 10, 11);

/** After ten days, in which watch read 60,000 metrics ($0.60) and ran each minute, and learn asked for the bill each night. */
export const tenDaysOfUsage: MonthlyUsage = {
  watch: used({ getMetricDataMetrics: 60_000, lambdaInvocations: 14_400, lambdaGbSeconds: 9_000 }),
  learn: used({ costExplorerRequests: 10, lambdaInvocations: 10 }),
};

export const sampleBill: BillReport = billReport(
  tenDaysOfUsage,
  { limitUsdPerMonth: 5, freeCloudWatchRequests: 1_000_000 },
  TENTH_NIGHT_MS,
);
