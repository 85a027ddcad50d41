import type { EpochMs } from "../../domain/time.ts";
import type { WholeSeries } from "./metric-data-paging.ts";

/** What a series is of; a ranking query's series has no metric of its own. */
export type SeriesSubject = { readonly metricName?: string; readonly functionName?: string };

/** What may be wrong with the results of GetMetricData while the call itself is answered. */
export type MetricDisturbance = {
  /** Datapoints that are not there, though the runs were. */
  isMissing(subject: SeriesSubject, atMs: EpochMs): boolean;
  /** `InternalError`: the result has no datapoints; `PartialData`: only the first half of them, and no page with the rest. */
  statusOf(subject: SeriesSubject): "Complete" | "InternalError" | "PartialData";
  /** Every datapoint comes twice. */
  readonly isDoubled: boolean;
  /** Datapoints come in no order. */
  readonly isShuffled: boolean;
};

export const UNDISTURBED: MetricDisturbance = {
  isMissing: () => false,
  statusOf: () => "Complete",
  isDoubled: false,
  isShuffled: false,
};

/** The series as the disturbance leaves it. */
export function disturbed(series: WholeSeries, subject: SeriesSubject, by: MetricDisturbance): WholeSeries {
  if (by === UNDISTURBED) return series;
  const status = by.statusOf(subject);
  const all = series.timestamps.flatMap((timestamp, index) => {
    if (by.isMissing(subject, timestamp * 1000)) return [];
    const point = { timestamp, value: series.values[index] ?? 0 };
    return by.isDoubled ? [point, point] : [point];
  });
  const left = all.slice(
    0,
    status === "InternalError" ? 0 : status === "PartialData" ? all.length >> 1 : all.length,
  );
  const points = by.isShuffled ? inNoOrder(left) : left;
  return {
    ...series,
    status,
    timestamps: points.map(({ timestamp }) => timestamp),
    values: points.map(({ value }) => value),
  };
}

/** Every third one first, then those after them: far from sorted, and the same each time. */
const inNoOrder = <T>(points: readonly T[]): T[] =>
  [2, 0, 1].flatMap((first) => points.filter((_, index) => index % 3 === first));
