import type { CloudWatchClient, MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { TimeRange } from "../domain/observation.ts";
import { type ArrivalMetric, arrivalMetricOf } from "../domain/source-arrivals.ts";
import { type Answer, askChunks, askPages } from "./metric-data.ts";
import { chunkQuestions, denseSeries } from "./metric-query.ts";

export const permissions = ["cloudwatch:GetMetricData"] as const;

type Question = { readonly sourceArn: string; readonly metric: ArrivalMetric };

/** What arrived at each source that could be asked, by ARN; see the port. @throws {CloudCallError} when every call failed */
export async function readArrivals(
  client: CloudWatchClient,
  sourceArns: readonly string[],
  range: TimeRange,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const questions = [...new Set(sourceArns)].flatMap((sourceArn): readonly Question[] => {
    const metric = arrivalMetricOf(sourceArn);
    return metric === undefined ? [] : [{ sourceArn, metric }];
  });
  const chunks = chunkQuestions(questions, () => 1, range);
  const outcomes = await askChunks(chunks, (chunk) => askPages(client, queriesOf(chunk, range), range));
  const arrivals = new Map<string, readonly number[]>();
  for (const [index, chunk] of chunks.entries()) {
    const outcome = outcomes[index];
    if (outcome?.ok) keepComplete(arrivals, chunk, outcome.value, range);
  }
  return arrivals;
}

function keepComplete(
  arrivals: Map<string, readonly number[]>,
  chunk: readonly Question[],
  answers: ReadonlyMap<string, Answer>,
  range: TimeRange,
): void {
  for (const [index, { sourceArn }] of chunk.entries()) {
    const answer = answers.get(queryId(index));
    if (answer?.status === "Complete") arrivals.set(sourceArn, denseSeries(range, answer.points));
  }
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
