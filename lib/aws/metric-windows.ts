import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { CloudCallError } from "../domain/errors.ts";
import type { Measurement, TimeRange } from "../domain/observation.ts";
import type { Reading, Unread, WindowRequest } from "../ports/metrics.ts";
import { askChunks, askPages } from "./metric-data.ts";
import {
  chunkQuestions,
  denseSeries,
  type MetricQuestion,
  measurementsByMetric,
  queriesOf,
  queryId,
} from "./metric-query.ts";

export const permissions = ["cloudwatch:GetMetricData"] as const;

type Series = {
  readonly windowIndex: number;
  readonly measurement: Measurement;
  readonly values: readonly number[];
};

type ChunkReading = { readonly series: readonly Series[]; readonly unread: readonly Unread[] };

/** One window per request; see the port. @throws {CloudCallError} when every call failed */
export async function readWindows(
  client: CloudWatchClient,
  requests: readonly WindowRequest[],
  range: TimeRange,
  finalUntilMs: number,
): Promise<Reading> {
  const questions = requests.flatMap(({ functionName, measurements }, windowIndex) =>
    [...measurementsByMetric(measurements)].map(([metricName, wanted]) => ({
      windowIndex,
      functionName,
      metricName,
      measurements: wanted,
    })),
  );
  const chunks = chunkQuestions(questions, ({ measurements }) => measurements.length, range);
  const outcomes = await askChunks(chunks, (chunk) => readChunk(client, chunk, range));
  const readings = outcomes.map((outcome, index) =>
    outcome.ok ? outcome.value : unreadChunk(chunks[index] ?? [], outcome.error),
  );
  const seriesOfWindow = requests.map((): Partial<Record<Measurement, readonly number[]>> => ({}));
  for (const { windowIndex, measurement, values } of readings.flatMap((reading) => reading.series)) {
    const series = seriesOfWindow[windowIndex];
    if (series) series[measurement] = values;
  }
  return {
    windows: requests.map(({ functionName }, index) => ({
      ...(functionName === undefined ? {} : { functionName }),
      startMs: range.startMs,
      periodSeconds: range.periodSeconds,
      finalUntilMs,
      series: seriesOfWindow[index] ?? {},
    })),
    unread: readings.flatMap((reading) => reading.unread),
  };
}

async function readChunk(
  client: CloudWatchClient,
  questions: readonly MetricQuestion[],
  range: TimeRange,
): Promise<ChunkReading> {
  const answers = await askPages(client, queriesOf(questions, range), range);
  const series: Series[] = [];
  const unread: Unread[] = [];
  for (const [index, { windowIndex, functionName, measurements }] of questions.entries())
    for (const measurement of measurements) {
      const answer = answers.get(queryId(index, measurement));
      if (answer?.status === "Complete")
        series.push({ windowIndex, measurement, values: denseSeries(range, answer.points) });
      else unread.push(unreadOf(functionName, measurement, answer?.status ?? "no answer"));
    }
  return { series, unread };
}

const unreadChunk = (questions: readonly MetricQuestion[], failure: CloudCallError): ChunkReading => ({
  series: [],
  unread: questions.flatMap(({ functionName, measurements }) =>
    measurements.map((measurement) => unreadOf(functionName, measurement, failure.message)),
  ),
});

const unreadOf = (functionName: string | undefined, measurement: Measurement, reason: string): Unread => ({
  ...(functionName === undefined ? {} : { functionName }),
  measurement,
  reason,
});
