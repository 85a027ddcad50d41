import { type GuardBill, guardMonthlyBill } from "../../lib/pricing/guard-bill.ts";
import { lambdaPrices } from "../../lib/pricing/prices.ts";
import type { Stage } from "./stage.ts";

/** The guard's functions run with this much (serverless.yml). */
const MEMORY_GB = 0.512;
/**
 * Local runs say nothing of Lambda's CPU share and of real round trips, so each run counts as long as a busy tick there
 * would take; the runs themselves are counted.
 */
const SECONDS_PER_RUN = 0.8;

export type GuardCost = {
  readonly awsCalls: Readonly<Record<string, number>>;
  readonly bill: GuardBill;
};

/** What the guard would cost a month, from the calls that it made in `overMinutes` simulated minutes. */
export function guardCost(stage: Stage, region: string, overMinutes: number, emails: number): GuardCost {
  const usage = stage.server.usage();
  const table = stage.tableUsage();
  const runs = [...stage.runs.values()].reduce((total, { count }) => total + count, 0);
  const logBytes = stage.log.lines.reduce((total, line) => total + line.length, 0);
  const bill = guardMonthlyBill(
    {
      getMetricDataMetrics: usage.metricsRequested,
      metricApiRequests: usage.cloudWatchApiRequests,
      insightsMetricsAnalyzed: usage.metricsAnalyzed,
      costExplorerRequests: usage.costExplorerRequests,
      lambdaInvocations: runs,
      lambdaGbSeconds: runs * SECONDS_PER_RUN * MEMORY_GB,
      dynamoReadUnits: table.readUnits,
      dynamoWriteUnits: table.writeUnits,
      emails,
      logBytes,
    },
    overMinutes,
    "arm64",
    lambdaPrices(region),
  );
  const awsCalls = Object.fromEntries(
    Object.entries({ ...usage.calls, ...table.calls }).sort(([a], [b]) => a.localeCompare(b)),
  );
  return { awsCalls, bill };
}
