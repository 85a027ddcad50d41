import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { LAMBDA_METRICS, type LambdaMetric } from "../domain/lambda-metric.ts";
import type { Measurement, TimeRange } from "../domain/observation.ts";
import { SECOND_MS } from "../domain/time.ts";

export const NAMESPACE = "AWS/Lambda";

/** GetMetricData's limits per call; datapoints are counted as if every period had one. */
const MAX_QUERIES_PER_CALL = 500;
const MAX_DATAPOINTS_PER_CALL = 100_800;

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

/** Splits questions, in order, so that each part fits into one GetMetricData call. */
export function chunkQuestions<Question>(
  questions: readonly Question[],
  queriesIn: (question: Question) => number,
  range: TimeRange,
): readonly (readonly Question[])[] {
  const room = Math.min(MAX_QUERIES_PER_CALL, Math.floor(MAX_DATAPOINTS_PER_CALL / periodsIn(range)));
  const chunks: Question[][] = [];
  let queries = Number.POSITIVE_INFINITY;
  for (const question of questions) {
    if (queries + queriesIn(question) > room) {
      chunks.push([]);
      queries = 0;
    }
    chunks.at(-1)?.push(question);
    queries += queriesIn(question);
  }
  return chunks;
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
const dimensionsOf = (functionName: string | undefined) =>
  functionName === undefined ? [] : [{ Name: "FunctionName", Value: functionName }];

export const statOf = (measurement: Measurement): LambdaMetric["stat"] => LAMBDA_METRICS[measurement].stat;

/** Number of periods in a range. */
export const periodsIn = ({ startMs, endMs, periodSeconds }: TimeRange): number =>
  Math.ceil((endMs - startMs) / (periodSeconds * SECOND_MS));

/** One number per period, 0 where there is no datapoint. Datapoints outside the range are left out. */
export function denseSeries(
  range: TimeRange,
  datapoints: Iterable<readonly [atMs: number, value: number]>,
): readonly number[] {
  const series = new Array<number>(periodsIn(range)).fill(0);
  for (const [atMs, value] of datapoints) {
    const index = Math.floor((atMs - range.startMs) / (range.periodSeconds * SECOND_MS));
    if (index >= 0 && index < series.length) series[index] = value;
  }
  return series;
}
