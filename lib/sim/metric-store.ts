import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { ArrivalArchive } from "./arrival-archive.ts";
import { AwsError, type MetricQuery, type MetricStore } from "./faces.ts";
import type { MetricArchive } from "./metric-archive.ts";
import { METRICS, presenceField } from "./metric-names.ts";
import type { PublishedMetrics } from "./metric-publication.ts";
import { oldestKeptMs } from "./metric-retention.ts";
import { countReader, type StatisticReader, statisticReader } from "./metric-statistic.ts";

export const LAMBDA_NAMESPACE = "AWS/Lambda";

/**
 * CloudWatch over what has been published and is visible by now.
 * A query of 4,032 periods of 300 s takes well under a millisecond.
 */
export function metricStore(
  archive: MetricArchive,
  arrivals: ArrivalArchive,
  published: PublishedMetrics,
  nowMs: () => EpochMs,
): MetricStore {
  function readerOf(query: MetricQuery): StatisticReader | undefined {
    if (query.namespace !== LAMBDA_NAMESPACE) return countReader(arrivals.seriesOf(query), query.stat);
    const { FunctionName: functionName, ...others } = query.dimensions;
    if (Object.keys(others).length > 0) return undefined;
    const shape = METRICS[query.metricName];
    const series = archive.seriesOf(functionName);
    return shape && series && statisticReader(series, shape, query.stat);
  }

  return {
    query(query) {
      if (query.periodSeconds % 60 !== 0 || query.periodSeconds <= 0)
        throw new AwsError("InvalidParameterValue", "The parameter Period must be a multiple of 60.");
      published.settle(nowMs());
      const statistic = readerOf(query);
      if (statistic === undefined) return [];
      const periodMs = query.periodSeconds * 1000;
      const keptFromMs = Math.max(query.startMs, oldestKeptMs(query.periodSeconds, nowMs()));
      const firstMs = Math.ceil(keptFromMs / periodMs) * periodMs;
      const points: { timestampMs: EpochMs; value: number }[] = [];
      for (let timestampMs = firstMs; timestampMs < query.endMs; timestampMs += periodMs) {
        const value = statistic(timestampMs / MINUTE_MS, (timestampMs + periodMs) / MINUTE_MS);
        if (value !== undefined) points.push({ timestampMs, value });
      }
      return points;
    },
    list({ namespace, metricName }) {
      published.settle(nowMs());
      const ofFunctions = archive.owners().flatMap(({ dimensions, series }) =>
        Object.entries(METRICS)
          .filter(([, shape]) => series.has(presenceField(shape)))
          .map(([name]) => ({ namespace: LAMBDA_NAMESPACE, metricName: name, dimensions })),
      );
      const ofSources = arrivals
        .metrics()
        .map((metric) => ({ ...metric, dimensions: { ...metric.dimensions } }));
      return [...ofFunctions, ...ofSources].filter(
        (metric) =>
          metric.namespace === (namespace ?? metric.namespace) &&
          metric.metricName === (metricName ?? metric.metricName),
      );
    },
  };
}
