import {
  type CloudWatchClient,
  type Datapoint,
  GetMetricStatisticsCommand,
} from "@aws-sdk/client-cloudwatch";
import type { Measurement, TimeRange } from "../domain/observation.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { Reading, Unread } from "../ports/metrics.ts";
import { cloudCall } from "./cloud-call.ts";
import { denseSeries, measurementsByMetric, NAMESPACE, statOf } from "./metric-query.ts";

export const permissions = ["cloudwatch:GetMetricStatistics"] as const;

/** Most datapoints that one GetMetricStatistics call returns. */
const MAX_DATAPOINTS_PER_CALL = 1_440;

/**
 * The account's totals by GetMetricStatistics: one metric per call, but inside the free million requests a month that
 * GetMetricData is excluded from.
 * @throws {CloudCallError} when every call failed
 */
export async function readTotals(
  client: CloudWatchClient,
  measurements: readonly Measurement[],
  range: TimeRange,
  finalUntilMs: number,
): Promise<Reading> {
  const metrics = [...measurementsByMetric(measurements)];
  const outcomes = await Promise.allSettled(
    metrics.map(([metricName, wanted]) => readMetric(client, metricName, wanted, range)),
  );
  const series: Partial<Record<Measurement, readonly number[]>> = {};
  const unread: Unread[] = [];
  const failures: unknown[] = [];
  for (const [index, [, wanted]] of metrics.entries()) {
    const outcome = outcomes[index];
    if (outcome?.status === "fulfilled")
      for (const measurement of wanted) series[measurement] = seriesOf(measurement, outcome.value, range);
    else {
      failures.push(outcome?.reason);
      unread.push(...wanted.map((measurement) => ({ measurement, reason: String(outcome?.reason) })));
    }
  }
  if (failures.length > 0 && failures.length === metrics.length) throw failures[0];
  const { startMs, periodSeconds } = range;
  return { windows: [{ startMs, periodSeconds, finalUntilMs, series }], unread };
}

async function readMetric(
  client: CloudWatchClient,
  metricName: string,
  measurements: readonly Measurement[],
  range: TimeRange,
): Promise<readonly Datapoint[]> {
  const datapoints: Datapoint[] = [];
  const stepMs = MAX_DATAPOINTS_PER_CALL * range.periodSeconds * SECOND_MS;
  for (let startMs = range.startMs; startMs < range.endMs; startMs += stepMs) {
    const answer = await cloudCall(
      "cloudwatch:GetMetricStatistics",
      client.send(
        new GetMetricStatisticsCommand({
          Namespace: NAMESPACE,
          MetricName: metricName,
          StartTime: new Date(startMs),
          EndTime: new Date(Math.min(range.endMs, startMs + stepMs)),
          Period: range.periodSeconds,
          Statistics: measurements.map(statOf),
        }),
      ),
    );
    datapoints.push(...(answer.Datapoints ?? []));
  }
  return datapoints;
}

const seriesOf = (measurement: Measurement, datapoints: readonly Datapoint[], range: TimeRange) =>
  denseSeries(
    range,
    datapoints.map(
      (datapoint) =>
        [datapoint.Timestamp?.getTime() ?? Number.NaN, datapoint[statOf(measurement)] ?? 0] as const,
    ),
  );
