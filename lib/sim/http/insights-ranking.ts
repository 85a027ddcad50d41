import type { EpochMs } from "../../domain/time.ts";
import type { MetricStore } from "../faces.ts";
import type { Statistic } from "./cloudwatch-types.ts";
import type { InsightsFunction, InsightsQuery } from "./insights-query.ts";
import type { MetricRange } from "./metric-range.ts";

export type LabelledSeries = {
  readonly label: string;
  readonly points: readonly { readonly timestampMs: EpochMs; readonly value: number }[];
};

const STATISTIC_OF: Readonly<Record<InsightsFunction, Statistic>> = {
  SUM: "Sum",
  MAX: "Maximum",
  MIN: "Minimum",
  AVG: "Average",
  COUNT: "SampleCount",
};

/**
 * The series of a ranking query, in its order, and how many metrics it went through (that is what it costs).
 * ORDER BY applies its function to the datapoints of each series over the whole range. Series without a datapoint
 * are not returned.
 */
export function rankSeries(
  query: InsightsQuery,
  periodSeconds: number,
  range: MetricRange,
  metrics: MetricStore,
): { readonly series: LabelledSeries[]; readonly metricsAnalyzed: number } {
  const { namespace, metricName, dimension, order } = query;
  const candidates = metrics
    .list({ namespace, metricName })
    .filter(({ dimensions }) => Object.keys(dimensions).join() === dimension);
  const series = candidates
    .map(({ dimensions }) => ({
      label: dimensions[dimension] ?? "",
      points: metrics.query({
        namespace,
        metricName,
        dimensions,
        stat: STATISTIC_OF[query.select],
        periodSeconds,
        ...range,
      }),
    }))
    .filter(({ points }) => points.length > 0);
  if (order !== undefined) sortBy(series, order.by, order.descending);
  return { series: series.slice(0, query.limit), metricsAnalyzed: candidates.length };
}

function sortBy(series: LabelledSeries[], by: InsightsFunction, descending: boolean): void {
  const rank = new Map(series.map((one) => [one, aggregate(by, one.points)]));
  const rankOf = (one: LabelledSeries): number => rank.get(one) ?? 0;
  series.sort((a, b) => (descending ? rankOf(b) - rankOf(a) : rankOf(a) - rankOf(b)));
}

function aggregate(by: InsightsFunction, points: LabelledSeries["points"]): number {
  const values = points.map(({ value }) => value);
  const sum = values.reduce((total, value) => total + value, 0);
  switch (by) {
    case "SUM":
      return sum;
    case "AVG":
      return sum / values.length;
    case "COUNT":
      return values.length;
    case "MAX":
      return values.reduce((a, b) => Math.max(a, b));
    case "MIN":
      return values.reduce((a, b) => Math.min(a, b));
  }
}
