import { HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import type { AccountFaces, MetricQuery } from "./faces.ts";

const PERIOD_SECONDS = 300;
const PERIOD_MS = 5 * MINUTE_MS;
const RECENT_MS = 3 * HOUR_MS;

/**
 * Whether a metric has a datapoint of the last three hours that can be seen by now. CloudWatch itself may take a quarter of an hour
 * longer to list a metric that is new to it, and nearly an hour longer to forget one.
 */
export function isRecentlyActive(
  account: Pick<AccountFaces, "metrics" | "nowMs">,
  metric: Pick<MetricQuery, "namespace" | "metricName" | "dimensions">,
): boolean {
  const endMs = account.nowMs();
  const startMs = Math.floor((endMs - RECENT_MS) / PERIOD_MS) * PERIOD_MS;
  const range = { startMs, endMs, periodSeconds: PERIOD_SECONDS };
  return account.metrics.query({ ...metric, ...range, stat: "SampleCount" }).length > 0;
}
