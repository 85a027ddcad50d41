import type { MetricQuery } from "../faces.ts";

/*
 * CloudWatch's requests and answers as they stand in JSON: timestamps are seconds since 1970. Callers may leave out
 * anything, so every member of a request is optional here and checked where it is needed.
 */

export type WireDimension = { readonly Name?: string; readonly Value?: string };

export type WireMetric = {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly WireDimension[];
};

export type WireMetricDataQuery = {
  readonly Id?: string;
  readonly MetricStat?: { readonly Metric?: WireMetric; readonly Period?: number; readonly Stat?: string };
  readonly Expression?: string;
  readonly Label?: string;
  readonly ReturnData?: boolean;
  readonly Period?: number;
};

export type GetMetricDataRequest = {
  readonly MetricDataQueries?: readonly WireMetricDataQuery[];
  readonly StartTime?: number;
  readonly EndTime?: number;
  readonly NextToken?: string;
  readonly ScanBy?: string;
  readonly MaxDatapoints?: number;
};

export type WireMetricDataResult = {
  readonly Id: string;
  readonly Label: string;
  readonly Timestamps: readonly number[];
  readonly Values: readonly number[];
  readonly StatusCode: "Complete" | "InternalError" | "PartialData";
};

export type GetMetricStatisticsRequest = WireMetric & {
  readonly StartTime?: number;
  readonly EndTime?: number;
  readonly Period?: number;
  readonly Statistics?: readonly string[];
};

export type ListMetricsRequest = {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly WireDimension[];
  readonly NextToken?: string;
  readonly RecentlyActive?: string;
};

export type Statistic = MetricQuery["stat"];
