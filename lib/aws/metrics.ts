import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { finalUntil } from "../domain/lambda-metric.ts";
import type { Clock } from "../domain/time.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { readArrivals } from "./metric-arrivals.ts";
import { takeTurns } from "./metric-call.ts";
import { permissions as dataPermissions } from "./metric-data.ts";
import { listActiveFunctions, permissions as listPermissions } from "./metric-list.ts";
import { type MetricPace, metricPace } from "./metric-pace.ts";
import { rankByDuration } from "./metric-ranking.ts";
import { permissions as statisticsPermissions } from "./metric-statistics.ts";
import { readWindows } from "./metric-windows.ts";

export const permissions = [...dataPermissions, ...listPermissions, ...statisticsPermissions] as const;

/**
 * What functions did, from CloudWatch.
 * @param pace shared by everything in this process that reads the metrics of the same account and region
 */
export function cloudWatchMetrics(
  client: CloudWatchClient,
  clock: Clock,
  pace: MetricPace = metricPace(clock),
): MetricReader {
  takeTurns(client);
  const access = { client, clock, pace };
  return {
    readWindows: (requests, range, terms) =>
      readWindows(access, requests, range, finalUntil(range.endMs, clock()), terms),
    // The totals are few metrics each minute, all the year round: the free way.
    readAccountTotals: (measurements, range) =>
      readWindows(access, [{ measurements }], range, finalUntil(range.endMs, clock()), { through: "free" }),
    readSourceArrivals: (sourceArns, range) => readArrivals(access, sourceArns, range),
    rankByDuration: (range, limit) => rankByDuration(access, range, limit, finalUntil(range.endMs, clock())),
    listActiveFunctions: (untilMs) => listActiveFunctions(access, untilMs),
  };
}
