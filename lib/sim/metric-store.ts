import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { AwsError, type MetricQuery, type MetricStore } from "./faces.ts";
import type { MetricArchive, Series } from "./metric-archive.ts";
import { METRICS, type MetricShape, presenceField, type Stat } from "./metric-names.ts";
import type { PublishedMetrics } from "./metric-publication.ts";
import { oldestKeptMs } from "./metric-retention.ts";
import type { Aggregate } from "./minute-series.ts";
import type { TallyField } from "./minute-tally.ts";

export const LAMBDA_NAMESPACE = "AWS/Lambda";

/**
 * CloudWatch over what has been published and is visible by now.
 * A query of 4,032 periods of 300 s takes well under a millisecond.
 */
export function metricStore(
  archive: MetricArchive,
  published: PublishedMetrics,
  nowMs: () => EpochMs,
): MetricStore {
  function seriesOf(query: MetricQuery): Series | undefined {
    if (query.namespace !== LAMBDA_NAMESPACE) return undefined;
    const { FunctionName: functionName, ...others } = query.dimensions;
    if (Object.keys(others).length > 0) return undefined;
    return archive.seriesOf(functionName);
  }

  return {
    query(query) {
      if (query.periodSeconds % 60 !== 0 || query.periodSeconds <= 0)
        throw new AwsError("InvalidParameterValue", "The parameter Period must be a multiple of 60.");
      published.settle(nowMs());
      const shape = METRICS[query.metricName];
      const series = seriesOf(query);
      if (shape === undefined || series === undefined) return [];
      const periodMs = query.periodSeconds * 1000;
      const keptFromMs = Math.max(query.startMs, oldestKeptMs(query.periodSeconds, nowMs()));
      const firstMs = Math.ceil(keptFromMs / periodMs) * periodMs;
      const points: { timestampMs: EpochMs; value: number }[] = [];
      const statistic = reader(series, shape, query.stat);
      for (let timestampMs = firstMs; timestampMs < query.endMs; timestampMs += periodMs) {
        const value = statistic(timestampMs / MINUTE_MS, (timestampMs + periodMs) / MINUTE_MS);
        if (value !== undefined) points.push({ timestampMs, value });
      }
      return points;
    },
    list({ namespace, metricName }) {
      published.settle(nowMs());
      if (namespace !== undefined && namespace !== LAMBDA_NAMESPACE) return [];
      return archive.owners().flatMap(({ dimensions, series }) =>
        Object.entries(METRICS)
          .filter(([name, shape]) => name === (metricName ?? name) && series.has(presenceField(shape)))
          .map(([name]) => ({ namespace: LAMBDA_NAMESPACE, metricName: name, dimensions })),
      );
    },
  };
}

/** The statistic of one period given as minutes `[from, to)`; undefined where there is no datapoint. */
function reader(
  series: Series,
  shape: MetricShape,
  stat: Stat,
): (from: number, to: number) => number | undefined {
  const aggregate: Aggregate = { sum: 0, count: 0, maximum: 0, minimum: 0 };
  const read = (field: TallyField, from: number, to: number): Aggregate | undefined => {
    const values = series.get(field);
    if (values === undefined) return undefined;
    values.aggregate(from, to, aggregate);
    return aggregate.count === 0 ? undefined : aggregate;
  };

  switch (shape.kind) {
    case "count":
      return (from, to) => {
        const found = read(shape.field, from, to);
        return found && (stat === "Sum" || stat === "SampleCount" ? found.sum : 1);
      };
    case "level":
      return (from, to) => {
        const found = read(shape.field, from, to);
        if (found === undefined) return undefined;
        if (stat === "Sum") return found.sum;
        if (stat === "SampleCount") return found.count;
        if (stat === "Average") return found.sum / found.count;
        return stat === "Maximum" ? found.maximum : found.minimum;
      };
    case "duration":
      return (from, to) => {
        if (stat === "SampleCount") return read("invocations", from, to)?.sum;
        if (stat === "Sum") return read("durationMs", from, to)?.sum;
        if (stat === "Maximum") return read("longestMs", from, to)?.maximum;
        if (stat === "Minimum") return read("shortestMs", from, to)?.minimum;
        const runs = read("invocations", from, to)?.sum;
        const totalMs = read("durationMs", from, to)?.sum;
        return runs === undefined || totalMs === undefined ? undefined : totalMs / runs;
      };
  }
}
