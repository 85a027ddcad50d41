import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { finalUntil } from "../domain/lambda-metric.ts";
import type { Clock } from "../domain/time.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { permissions as arrivalsPermissions, readArrivals } from "./metric-arrivals.ts";
import { rankByDuration, permissions as rankingPermissions } from "./metric-ranking.ts";
import { readTotals, permissions as totalsPermissions } from "./metric-totals.ts";
import { readWindows, permissions as windowsPermissions } from "./metric-windows.ts";

export const permissions = [
  ...new Set([...windowsPermissions, ...totalsPermissions, ...rankingPermissions, ...arrivalsPermissions]),
];

/** What functions did, from CloudWatch. */
export const cloudWatchMetrics = (client: CloudWatchClient, clock: Clock): MetricReader => ({
  readWindows: (requests, range) => readWindows(client, requests, range, finalUntil(range.endMs, clock())),
  readAccountTotals: (measurements, range) =>
    readTotals(client, measurements, range, finalUntil(range.endMs, clock())),
  readSourceArrivals: (sourceArns, range) => readArrivals(client, sourceArns, range),
  rankByDuration: (range, limit) => rankByDuration(client, range, limit),
});
