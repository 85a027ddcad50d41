import { finalUntil, LAMBDA_METRICS } from "../../domain/lambda-metric.ts";
import type { Measurement, TimeRange, Window } from "../../domain/observation.ts";
import { arrivalMetricOf } from "../../domain/source-arrivals.ts";
import { SECOND_MS } from "../../domain/time.ts";
import { type MetricReader, NO_TIME_LEFT, type WindowRequest } from "../../ports/metrics.ts";
import type { AccountFaces, MetricQuery } from "../faces.ts";
import { isRecentlyActive } from "../recently-active.ts";

const NAMESPACE = "AWS/Lambda";

const nameOf = (functionName: string | undefined) => (functionName === undefined ? {} : { functionName });

/** The account's metrics as they are visible at its present time, without a wire in between. */
export function simulatedMetrics(account: AccountFaces): MetricReader {
  const denseSeries = (metric: Omit<MetricQuery, keyof TimeRange>, range: TimeRange): readonly number[] => {
    const periodMs = range.periodSeconds * SECOND_MS;
    const series = new Array<number>(Math.ceil((range.endMs - range.startMs) / periodMs)).fill(0);
    for (const { timestampMs, value } of account.metrics.query({ ...metric, ...range }))
      series[Math.floor((timestampMs - range.startMs) / periodMs)] = value;
    return series;
  };

  const seriesOf = (functionName: string | undefined, measurement: Measurement, range: TimeRange) => {
    const dimensions: Record<string, string> =
      functionName === undefined ? {} : { FunctionName: functionName };
    return denseSeries({ namespace: NAMESPACE, dimensions, ...LAMBDA_METRICS[measurement] }, range);
  };

  const windowOf = ({ functionName, measurements }: WindowRequest, range: TimeRange): Window => ({
    ...nameOf(functionName),
    startMs: range.startMs,
    periodSeconds: range.periodSeconds,
    finalUntilMs: finalUntil(range.endMs, account.nowMs()),
    series: Object.fromEntries(
      measurements.map((measurement) => [measurement, seriesOf(functionName, measurement, range)]),
    ),
  });

  const metricsOfRuns = () =>
    account.metrics.list({ namespace: NAMESPACE, metricName: LAMBDA_METRICS.invocations.metricName });

  return {
    // Both ways show the same, and neither takes time here.
    readWindows: async (requests, range, { untilMs = Number.POSITIVE_INFINITY } = {}) =>
      account.nowMs() < untilMs
        ? { windows: requests.map((request) => windowOf(request, range)), unread: [] }
        : {
            windows: requests.map(({ functionName }) =>
              windowOf({ ...nameOf(functionName), measurements: [] }, range),
            ),
            unread: requests.flatMap(({ functionName, measurements }) =>
              measurements.map((measurement) => ({
                ...nameOf(functionName),
                measurement,
                reason: NO_TIME_LEFT,
              })),
            ),
          },
    readAccountTotals: async (measurements, range) => ({
      windows: [windowOf({ measurements }, range)],
      unread: [],
    }),
    readSourceArrivals: async (sourceArns, range) =>
      new Map(
        sourceArns.flatMap((sourceArn) => {
          const metric = arrivalMetricOf(sourceArn);
          if (metric === undefined) return [];
          return [[sourceArn, denseSeries({ ...metric, stat: "Sum" }, range)] as const];
        }),
      ),
    rankByDuration: async (range, limit) =>
      metricsOfRuns()
        .flatMap(functionOf)
        .map((functionName) => {
          const window = windowOf({ functionName, measurements: ["durationMs"] }, range);
          const durationMs = (window.series.durationMs ?? []).reduce((sum, value) => sum + value, 0);
          return { functionName, durationMs, window };
        })
        .filter(({ durationMs }) => durationMs > 0)
        .sort((a, b) => b.durationMs - a.durationMs)
        .slice(0, limit),
    // It takes no time here, so either all are named or the time was over before.
    listActiveFunctions: async (untilMs) =>
      account.nowMs() < untilMs
        ? {
            functionNames: new Set(
              metricsOfRuns()
                .filter((metric) => isRecentlyActive(account, metric))
                .flatMap(functionOf),
            ),
          }
        : { functionNames: new Set(), cutShort: NO_TIME_LEFT },
  };
}

/** The function that a metric is of; none: of the account, of a version, or of an alias. */
const functionOf = ({
  dimensions: { FunctionName, ...others },
}: Pick<MetricQuery, "dimensions">): readonly string[] =>
  FunctionName === undefined || Object.keys(others).length > 0 ? [] : [FunctionName];
