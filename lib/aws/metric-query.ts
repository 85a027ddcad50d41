import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { LAMBDA_METRICS, type LambdaMetric } from "../domain/lambda-metric.ts";
import type { Measurement, TimeRange } from "../domain/observation.ts";

export const NAMESPACE = "AWS/Lambda";

/** One CloudWatch metric of one request, with the statistics wanted of it. They stay in one call, where they cost one metric. */
export type MetricQuestion = {
  readonly windowIndex: number;
  readonly functionName: string | undefined;
  readonly metricName: string;
  readonly measurements: readonly Measurement[];
};

/** The measurements by the metric that holds them, each metric once. */
export function measurementsByMetric(
  measurements: readonly Measurement[],
): ReadonlyMap<string, readonly Measurement[]> {
  const byMetric = new Map<string, Measurement[]>();
  for (const measurement of new Set(measurements)) {
    const { metricName } = LAMBDA_METRICS[measurement];
    byMetric.set(metricName, [...(byMetric.get(metricName) ?? []), measurement]);
  }
  return byMetric;
}

/** The id finds the answer again: place of the question in its call, and measurement. */
export const queryId = (questionIndex: number, measurement: Measurement): string =>
  `q${questionIndex}_${measurement}`;

export const queriesOf = (questions: readonly MetricQuestion[], range: TimeRange): MetricDataQuery[] =>
  questions.flatMap(({ functionName, metricName, measurements }, index) =>
    measurements.map((measurement) => ({
      Id: queryId(index, measurement),
      MetricStat: {
        Metric: { Namespace: NAMESPACE, MetricName: metricName, Dimensions: dimensionsOf(functionName) },
        Period: range.periodSeconds,
        Stat: statOf(measurement),
      },
    })),
  );

/** No dimension at all: the total over all functions of the region. */
export const dimensionsOf = (functionName: string | undefined) =>
  functionName === undefined ? [] : [{ Name: "FunctionName", Value: functionName }];

export const statOf = (measurement: Measurement): LambdaMetric["stat"] => LAMBDA_METRICS[measurement].stat;
