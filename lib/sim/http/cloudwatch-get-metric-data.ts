import type { EpochMs } from "../../domain/time.ts";
import type { AccountFaces, MetricStore } from "../faces.ts";
import { refuseUnknownMembers, required, validationError } from "./cloudwatch-parameters.ts";
import type { GetMetricDataRequest } from "./cloudwatch-types.ts";
import { type LabelledSeries, rankSeries } from "./insights-ranking.ts";
import { metricDataPage, type WholeSeries } from "./metric-data-paging.ts";
import { billedMetrics, type MetricDataQuery, readMetricDataQueries } from "./metric-data-queries.ts";
import { disturbed, type MetricDisturbance, type SeriesSubject } from "./metric-disturbance.ts";
import { type MetricRange, metricRange } from "./metric-range.ts";
import type { RequestMeter } from "./request-meter.ts";

/** Also the default of MaxDatapoints. */
const MAX_DATAPOINTS = 100_800;
const KNOWN_MEMBERS = ["MetricDataQueries", "StartTime", "EndTime", "NextToken", "ScanBy", "MaxDatapoints"];

export function getMetricData(
  request: GetMetricDataRequest,
  account: AccountFaces,
  meter: RequestMeter,
  disturbance: MetricDisturbance,
) {
  refuseUnknownMembers("cloudwatch:GetMetricData", request, KNOWN_MEMBERS);
  const queries = readMetricDataQueries(request.MetricDataQueries);
  const rangeFor = checkedRange(request, account.nowMs());
  const newestFirst = checkedScanBy(request.ScanBy) === "TimestampDescending";
  const maxDatapoints = request.MaxDatapoints ?? MAX_DATAPOINTS;
  if (!(maxDatapoints >= 1 && maxDatapoints <= MAX_DATAPOINTS))
    throw validationError(`The parameter MaxDatapoints must be between 1 and ${MAX_DATAPOINTS}.`);

  meter.countMetricsRequested(billedMetrics(queries));
  const series = queries.flatMap((query) => {
    const found = seriesOf(query, rangeFor, account.metrics, meter);
    if (!query.returned) return [];
    return found.map((one) =>
      disturbed(inScanOrder(query.id, one, newestFirst), subjectOf(query, one), disturbance),
    );
  });
  const page = metricDataPage(series, request.NextToken, maxDatapoints);
  return {
    MetricDataResults: page.results,
    Messages: [],
    ...(page.nextToken !== undefined && { NextToken: page.nextToken }),
  };
}

type RangeOfPeriod = (periodSeconds: number) => MetricRange;

function checkedRange(request: GetMetricDataRequest, nowMs: EpochMs): RangeOfPeriod {
  const startSeconds = required(request.StartTime, "StartTime");
  const endSeconds = required(request.EndTime, "EndTime");
  if (!(startSeconds < endSeconds))
    throw validationError("The parameter StartTime must be less than the parameter EndTime.");
  return (periodSeconds) => metricRange(startSeconds, endSeconds, periodSeconds, nowMs);
}

function checkedScanBy(scanBy = "TimestampDescending"): string {
  if (scanBy !== "TimestampDescending" && scanBy !== "TimestampAscending")
    throw validationError("The parameter ScanBy must be TimestampDescending or TimestampAscending.");
  return scanBy;
}

function seriesOf(
  query: MetricDataQuery,
  rangeFor: RangeOfPeriod,
  metrics: MetricStore,
  meter: RequestMeter,
): readonly LabelledSeries[] {
  if (query.kind === "metric")
    return [
      {
        label: query.label,
        points: metrics.query({ ...query.metric, ...rangeFor(query.metric.periodSeconds) }),
      },
    ];
  const ranking = rankSeries(query.insights, query.periodSeconds, rangeFor(query.periodSeconds), metrics);
  meter.countMetricsAnalyzed(ranking.metricsAnalyzed);
  return ranking.series;
}

function subjectOf(query: MetricDataQuery, { label }: LabelledSeries): SeriesSubject {
  if (query.kind === "insights") return { functionName: label };
  const { FunctionName } = query.metric.dimensions;
  const { metricName } = query.metric;
  return FunctionName === undefined ? { metricName } : { metricName, functionName: FunctionName };
}

function inScanOrder(id: string, { label, points }: LabelledSeries, newestFirst: boolean): WholeSeries {
  const scanned = newestFirst ? points.toReversed() : points;
  return {
    id,
    label,
    timestamps: scanned.map(({ timestampMs }) => timestampMs / 1000),
    values: scanned.map(({ value }) => value),
    status: "Complete",
  };
}
