import type { GuardUsage } from "../../lib/domain/guard-usage.ts";
import { type GuardBill, guardBill, timesUsage } from "../../lib/pricing/guard-bill.ts";
import type { Stage } from "./stage.ts";

/** The guard's functions run with this much (serverless.yml). */
const MEMORY_GB = 0.512;
/**
 * Local runs say nothing of Lambda's CPU share and of real round trips, so each run counts as long as a busy tick there
 * would take; the runs themselves are counted.
 */
const SECONDS_PER_RUN = 0.8;

const MONTH_MINUTES = 30 * 24 * 60;
/** In a month; all of them are the guard's, as the policy assumes by default. */
const FREE_CLOUDWATCH_REQUESTS = 1_000_000;

export type GuardCost = {
  readonly awsCalls: Readonly<Record<string, number>>;
  readonly bill: GuardBill;
};

/** Everything the guard has done so far that costs money. */
export type Consumption = {
  readonly awsCalls: Readonly<Record<string, number>>;
  readonly billed: GuardUsage;
};

export function consumptionSoFar(stage: Stage, emails: number): Consumption {
  const usage = stage.server.usage();
  const table = stage.tableUsage();
  const runs = [...stage.runs.values()].reduce((total, count) => total + count, 0);
  return {
    awsCalls: { ...usage.calls, ...table.calls },
    billed: {
      getMetricDataMetrics: usage.metricsRequested,
      metricApiRequests: usage.cloudWatchApiRequests,
      insightsMetricsAnalyzed: usage.metricsAnalyzed,
      costExplorerRequests: usage.costExplorerRequests,
      lambdaInvocations: runs,
      lambdaGbSeconds: runs * SECONDS_PER_RUN * MEMORY_GB,
      dynamoReadUnits: table.readUnits,
      dynamoWriteUnits: table.writeUnits,
      sqsRequests: 0,
      emails,
      logBytes: stage.log.lines.reduce((total, line) => total + line.length, 0),
    },
  };
}

/** What the guard would cost a month if every day were as the one between two counts. */
export function guardCost(before: Consumption, after: Consumption, overMinutes: number): GuardCost {
  const since = <T extends Readonly<Record<string, number>>>(
    from: T,
    to: T,
  ): Record<keyof T & string, number> => {
    const entries = Object.entries(to).map(([key, value]) => [key, value - (from[key] ?? 0)] as const);
    const made = entries.filter(([key, value]) => value > 0 || key in from);
    return Object.fromEntries(made.sort(([a], [b]) => a.localeCompare(b))) as Record<
      keyof T & string,
      number
    >;
  };
  return {
    awsCalls: since(before.awsCalls, after.awsCalls),
    bill: guardBill(
      timesUsage({ watch: since(before.billed, after.billed) }, MONTH_MINUTES / overMinutes),
      FREE_CLOUDWATCH_REQUESTS,
    ),
  };
}
