import { type AccountFaces, AwsError } from "../faces.ts";
import {
  checkedMetric,
  checkedPeriodSeconds,
  checkedStatistic,
  refuseUnknownMembers,
  required,
} from "./cloudwatch-parameters.ts";
import type { GetMetricStatisticsRequest } from "./cloudwatch-types.ts";
import { metricRange } from "./metric-range.ts";

const MAX_DATAPOINTS = 1_440;
const KNOWN_MEMBERS = [
  "Namespace",
  "MetricName",
  "Dimensions",
  "StartTime",
  "EndTime",
  "Period",
  "Statistics",
];

type Datapoint = Record<string, number | string>;

export function getMetricStatistics(request: GetMetricStatisticsRequest, account: AccountFaces) {
  refuseUnknownMembers("cloudwatch:GetMetricStatistics", request, KNOWN_MEMBERS);
  const metric = checkedMetric(request, "Metric");
  const periodSeconds = checkedPeriodSeconds(request.Period, "Period");
  const statistics = required(request.Statistics, "Statistics").map((stat) =>
    checkedStatistic(stat, "Statistics"),
  );
  const startSeconds = required(request.StartTime, "StartTime");
  const endSeconds = required(request.EndTime, "EndTime");
  refuseTooMany(startSeconds, endSeconds, periodSeconds);

  const range = metricRange(startSeconds, endSeconds, periodSeconds, account.nowMs());
  const datapoints = new Map<number, Datapoint>();
  for (const stat of statistics)
    for (const { timestampMs, value } of account.metrics.query({
      ...metric,
      stat,
      periodSeconds,
      ...range,
    })) {
      const datapoint = datapoints.get(timestampMs) ?? {
        Timestamp: timestampMs / 1000,
        Unit: unitOf(metric.metricName),
      };
      datapoint[stat] = value;
      datapoints.set(timestampMs, datapoint);
    }
  return { Label: metric.metricName, Datapoints: inNoParticularOrder([...datapoints.values()]) };
}

function refuseTooMany(startSeconds: number, endSeconds: number, periodSeconds: number): void {
  if (!(startSeconds < endSeconds))
    throw new AwsError(
      "InvalidParameterValue",
      "The parameter StartTime must be less than the parameter EndTime.",
    );
  const datapoints = Math.ceil((endSeconds - startSeconds) / periodSeconds);
  if (datapoints > MAX_DATAPOINTS)
    throw new AwsError(
      "InvalidParameterCombination",
      `You have requested up to ${datapoints.toLocaleString("en")} datapoints, which exceeds the limit of ${MAX_DATAPOINTS.toLocaleString("en")}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
}

const unitOf = (metricName: string): string => (/Duration|Age$/.test(metricName) ? "Milliseconds" : "Count");

/** CloudWatch promises no order here, and gives none; a caller that relies on one must notice. */
function inNoParticularOrder(datapoints: readonly Datapoint[]): Datapoint[] {
  const middle = datapoints.length >> 1;
  return [...datapoints.slice(middle), ...datapoints.slice(0, middle)];
}
