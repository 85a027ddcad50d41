import { type ArrivalMetric, arrivalMetricOf } from "../domain/source-arrivals.ts";
import type { MetricQuery } from "./faces.ts";
import type { PublishedArrivals } from "./metric-publication.ts";
import { type MinuteSeries, minuteSeries } from "./minute-series.ts";

/** All visible arrivals at queues and streams. */
export type ArrivalArchive = {
  keep(published: PublishedArrivals): void;
  /** Undefined when nothing ever arrived, or nothing publishes such a metric. */
  seriesOf(metric: Pick<MetricQuery, "namespace" | "metricName" | "dimensions">): MinuteSeries | undefined;
  metrics(): readonly ArrivalMetric[];
};

export function arrivalArchive(): ArrivalArchive {
  const kept = new Map<string, { readonly metric: ArrivalMetric; readonly series: MinuteSeries }>();
  return {
    keep({ sourceArn, minute, arrived }) {
      const metric = arrivalMetricOf(sourceArn);
      if (metric === undefined) return;
      const key = keyOf(metric);
      const { series } = kept.get(key) ?? { series: minuteSeries() };
      series.join(minute, arrived, "add");
      kept.set(key, { metric, series });
    },
    seriesOf: (metric) => kept.get(keyOf(metric))?.series,
    metrics: () => [...kept.values()].map(({ metric }) => metric),
  };
}

const keyOf = ({
  namespace,
  metricName,
  dimensions,
}: Pick<MetricQuery, "namespace" | "metricName" | "dimensions">): string =>
  JSON.stringify([namespace, metricName, dimensions]);
