import { type CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CloudCallError } from "../domain/errors.ts";
import type { Measurement, TimeRange } from "../domain/observation.ts";
import type { Reading, Unread, WindowRequest } from "../ports/metrics.ts";
import { cloudCall } from "./cloud-call.ts";
import {
  chunkQuestions,
  denseSeries,
  type MetricQuestion,
  measurementsByMetric,
  queriesOf,
  queryId,
} from "./metric-query.ts";

export const permissions = ["cloudwatch:GetMetricData"] as const;

/**
 * Calls under way at once. AWS takes 50 per second and region, but only 180,000 datapoints per second of the last three
 * hours: two calls of 500 queries over a window of three hours.
 */
const CALLS_AT_ONCE = 4;

/** What came back for one query, over all pages. */
type Answer = { readonly points: (readonly [number, number])[]; status: string };

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
  const chunks = await readChunks(client, chunkQuestions(questions, range), range);
  const seriesOfWindow = requests.map((): Partial<Record<Measurement, readonly number[]>> => ({}));
  for (const { windowIndex, measurement, values } of chunks.flatMap((chunk) => chunk.series)) {
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
    unread: chunks.flatMap((chunk) => chunk.unread),
  };
}

async function readChunks(
  client: CloudWatchClient,
  chunks: readonly (readonly MetricQuestion[])[],
  range: TimeRange,
): Promise<readonly ChunkReading[]> {
  const outcomes: PromiseSettledResult<ChunkReading>[] = [];
  for (let index = 0; index < chunks.length; index += CALLS_AT_ONCE)
    outcomes.push(
      ...(await Promise.allSettled(
        chunks.slice(index, index + CALLS_AT_ONCE).map((questions) => readChunk(client, questions, range)),
      )),
    );
  const failures = outcomes.filter((outcome) => outcome.status === "rejected");
  if (failures.length > 0 && failures.length === outcomes.length) throw failures[0]?.reason;
  return outcomes.map((outcome, index) =>
    outcome.status === "fulfilled" ? outcome.value : unreadChunk(chunks[index] ?? [], outcome.reason),
  );
}

async function readChunk(
  client: CloudWatchClient,
  questions: readonly MetricQuestion[],
  range: TimeRange,
): Promise<ChunkReading> {
  const answers = await askPages(client, questions, range);
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

/** The last page's status counts: before it, a result that goes on is PartialData. */
async function askPages(
  client: CloudWatchClient,
  questions: readonly MetricQuestion[],
  range: TimeRange,
): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  const input = {
    MetricDataQueries: queriesOf(questions, range),
    StartTime: new Date(range.startMs),
    EndTime: new Date(range.endMs),
    ScanBy: "TimestampAscending" as const,
  };
  let NextToken: string | undefined;
  do {
    const page = await cloudCall(
      "cloudwatch:GetMetricData",
      client.send(new GetMetricDataCommand({ ...input, ...(NextToken === undefined ? {} : { NextToken }) })),
    );
    for (const {
      Id = "",
      Timestamps = [],
      Values = [],
      StatusCode = "unknown status",
    } of page.MetricDataResults ?? []) {
      const answer = answers.get(Id) ?? { points: [], status: StatusCode };
      Timestamps.forEach((at, index) => void answer.points.push([at.getTime(), Values[index] ?? 0]));
      answers.set(Id, { ...answer, status: StatusCode });
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return answers;
}

function unreadChunk(questions: readonly MetricQuestion[], failure: unknown): ChunkReading {
  // Anything but a call that failed is a fault of ours and must not pass for a quiet function.
  if (!(failure instanceof CloudCallError)) throw failure;
  return {
    series: [],
    unread: questions.flatMap(({ functionName, measurements }) =>
      measurements.map((measurement) => unreadOf(functionName, measurement, failure.message)),
    ),
  };
}

const unreadOf = (functionName: string | undefined, measurement: Measurement, reason: string): Unread => ({
  ...(functionName === undefined ? {} : { functionName }),
  measurement,
  reason,
});
