import {
  type GuardPart,
  type GuardUsage,
  type MonthlyUsage,
  NO_USAGE,
} from "../../lib/domain/guard-usage.ts";
import type { EpochMs } from "../../lib/domain/time.ts";
import { type GuardBill, guardBill, timesUsage } from "../../lib/pricing/guard-bill.ts";
import { presence } from "../../lib/pricing/standing-usage.ts";
import type { Stage } from "./stage.ts";

/** The guard's functions run with this much (serverless.yml). */
const MEMORY_GB = 0.5;
/**
 * Local runs say nothing of Lambda's CPU share and of real round trips, so each run counts as long as a busy tick there
 * would take; the runs themselves are counted.
 */
const SECONDS_PER_RUN = 0.8;

const MONTH_MINUTES = 30 * 24 * 60;
/** In a month; all of them are the guard's, as the policy assumes by default. */
const FREE_CLOUDWATCH_REQUESTS = 1_000_000;

/** CloudWatch's for each line, and Lambda's own lines for each run. */
const LOG_OVERHEAD_BYTES = 26;
const LAMBDA_LOG_BYTES = 400;

export type GuardCost = {
  readonly awsCalls: Readonly<Record<string, number>>;
  /** As the simulated account and the table counted. */
  readonly bill: GuardBill;
  /** As the guard counted by itself. */
  readonly metered: GuardBill;
};

/** Everything the guard has done so far that costs money. */
export type Consumption = {
  readonly awsCalls: Readonly<Record<string, number>>;
  readonly billed: GuardUsage;
  /** The month so far, as the guard has stored it. */
  readonly metered: MonthlyUsage;
};

export async function consumptionSoFar(stage: Stage, emails: number, nowMs: EpochMs): Promise<Consumption> {
  const metered = await stage.stores.usage.ofMonth(nowMs);
  const usage = stage.server.usage();
  const table = stage.tableUsage();
  const runs = [...stage.runs.values()].reduce((total, count) => total + count, 0);
  return {
    metered,
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
      sqsRequests: sum(Object.entries(usage.calls).filter(([call]) => call.startsWith("sqs:"))),
      emails,
      logBytes:
        stage.log.lines.reduce((total, line) => total + line.length + LOG_OVERHEAD_BYTES, 0) +
        runs * LAMBDA_LOG_BYTES,
      // Nobody else counts what is there; watch runs each minute.
      ...presence(stage.runs.get("watch") ?? 0),
    },
  };
}

/** What the guard would cost a month if every day were as the one between two counts. */
export function guardCost(before: Consumption, after: Consumption, overMinutes: number): GuardCost {
  const monthOf = (usage: MonthlyUsage): GuardBill =>
    guardBill(timesUsage(usage, MONTH_MINUTES / overMinutes), FREE_CLOUDWATCH_REQUESTS);
  const metered = Object.entries(after.metered).map(([part, usage]) => [
    part,
    asOnLambda(since(before.metered[part as GuardPart] ?? NO_USAGE, usage)),
  ]);
  return {
    awsCalls: since(before.awsCalls, after.awsCalls),
    bill: monthOf({ watch: since(before.billed, after.billed) }),
    metered: monthOf(Object.fromEntries(metered)),
  };
}

/** What has been added from one count to the other, by name; what was not counted is left out. */
function since<Counts extends Readonly<Record<string, number>>>(from: Counts, to: Counts): Counts {
  const added = Object.entries(to).map(([key, value]) => [key, value - (from[key] ?? 0)] as const);
  const made = added.filter(([key, value]) => value > 0 || key in from);
  return Object.fromEntries(made.sort(([a], [b]) => a.localeCompare(b))) as Counts;
}

/** The guard has metered how long it ran in this process, next to the world that it watches. */
const asOnLambda = (usage: GuardUsage): GuardUsage => ({
  ...usage,
  lambdaGbSeconds: usage.lambdaInvocations * SECONDS_PER_RUN * MEMORY_GB,
});

const sum = (counts: readonly (readonly [string, number])[]): number =>
  counts.reduce((total, [, count]) => total + count, 0);
