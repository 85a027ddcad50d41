import type { AccountFaces } from "../faces.ts";
import type { JsonService } from "./aws-json.ts";
import { getMetricData } from "./cloudwatch-get-metric-data.ts";
import { getMetricStatistics } from "./cloudwatch-get-metric-statistics.ts";
import { listMetrics } from "./cloudwatch-list-metrics.ts";
import type {
  GetMetricDataRequest,
  GetMetricStatisticsRequest,
  ListMetricsRequest,
} from "./cloudwatch-types.ts";
import type { MetricDisturbance } from "./metric-disturbance.ts";
import type { RequestMeter } from "./request-meter.ts";

/** CloudWatch left the Query protocol late; its errors still carry their Query codes beside the shape names. */
const SHAPE_OF_QUERY_CODE = {
  ValidationError: "ValidationException",
  InvalidParameterCombination: "InvalidParameterCombinationException",
  InvalidParameterValue: "InvalidParameterValueException",
  MissingParameter: "MissingRequiredParameterException",
  Throttling: "ThrottlingException",
  AccessDenied: "AccessDeniedException",
};

export const cloudWatchService = (
  account: AccountFaces,
  meter: RequestMeter,
  disturbance: () => MetricDisturbance,
): JsonService => ({
  prefix: "cloudwatch",
  target: "GraniteServiceVersion20100801",
  version: "1.0",
  namespace: "com.amazonaws.cloudwatch",
  shapeOfQueryCode: SHAPE_OF_QUERY_CODE,
  // The bodies are what the caller wrote: every member is optional in these types, and checked where it is used.
  operations: {
    GetMetricData: (input) => getMetricData(input as GetMetricDataRequest, account, meter, disturbance()),
    GetMetricStatistics: (input) => getMetricStatistics(input as GetMetricStatisticsRequest, account),
    ListMetrics: (input) => listMetrics(input as ListMetricsRequest, account),
  },
});
