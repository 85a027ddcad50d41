import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { TimeRange } from "../domain/observation.ts";
import { type ArrivalMetric, arrivalMetricOf } from "../domain/source-arrivals.ts";
import { askBatches } from "./metric-batches.ts";
import type { MetricAccess } from "./metric-call.ts";
import { chunkQuestions, queriesPerCall } from "./metric-call-size.ts";
import { askMetricData, CALLS_AT_ONCE } from "./metric-data.ts";
import { COMPLETE } from "./metric-series.ts";

type Question = { readonly sourceArn: string; readonly metric: ArrivalMetric };

/** What arrived at each source that could be asked, by ARN; see the port. @throws {CloudCallError} when every call failed */
export async function readArrivals(
  access: MetricAccess,
  sourceArns: readonly string[],
  range: TimeRange,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const questions = [...new Set(sourceArns)].flatMap((sourceArn): readonly Question[] => {
    const metric = arrivalMetricOf(sourceArn);
    return metric === undefined ? [] : [{ sourceArn, metric }];
  });
  const chunks = chunkQuestions(questions, () => 1, queriesPerCall(range, access.clock()));
  const outcomes = await askBatches(chunks, CALLS_AT_ONCE, (chunk) =>
    askMetricData(access, { queries: queriesOf(chunk, range), range }),
  );
  const arrivals = new Map<string, readonly number[]>();
  for (const [chunkIndex, { answers }] of outcomes.entries())
    for (const [index, { sourceArn }] of (chunks[chunkIndex] ?? []).entries()) {
      const answer = answers.get(queryId(index));
      if (answer?.status === COMPLETE) arrivals.set(sourceArn, answer.series);
    }
  return arrivals;
}

const queryId = (index: number): string => `q${index}`;

const queriesOf = (questions: readonly Question[], range: TimeRange): MetricDataQuery[] =>
  questions.map(({ metric: { namespace, metricName, dimensions } }, index) => ({
    Id: queryId(index),
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: metricName,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: range.periodSeconds,
      Stat: "Sum",
    },
  }));
