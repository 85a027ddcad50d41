import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import { CloudCallError } from "../domain/errors.ts";
import type { TimeRange } from "../domain/observation.ts";
import type { Result } from "../domain/result.ts";
import { cloudCall } from "./cloud-call.ts";

/**
 * Calls under way at once. AWS takes 50 per second and region, but only 180,000 datapoints per second of the last three
 * hours: two calls of 500 queries over a window of three hours.
 */
const CALLS_AT_ONCE = 4;

/** What came back for one query, over all pages. */
export type Answer = { readonly points: (readonly [atMs: number, value: number])[]; status: string };

/**
 * What became of each chunk of questions, in order; a call that failed spoils only its own.
 * @throws {CloudCallError} when every call failed
 */
export async function askChunks<Chunk, Reading>(
  chunks: readonly Chunk[],
  ask: (chunk: Chunk) => Promise<Reading>,
): Promise<readonly Result<Reading, CloudCallError>[]> {
  const outcomes: Result<Reading, CloudCallError>[] = [];
  for (let index = 0; index < chunks.length; index += CALLS_AT_ONCE) {
    const settled = await Promise.allSettled(chunks.slice(index, index + CALLS_AT_ONCE).map(ask));
    outcomes.push(...settled.map(resultOf));
  }
  const failures = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  if (failures.length > 0 && failures.length === outcomes.length) throw failures[0];
  return outcomes;
}

function resultOf<Reading>(settled: PromiseSettledResult<Reading>): Result<Reading, CloudCallError> {
  if (settled.status === "fulfilled") return { ok: true, value: settled.value };
  // Anything but a call that failed is a fault of ours and must not pass for silence.
  if (!(settled.reason instanceof CloudCallError)) throw settled.reason;
  return { ok: false, error: settled.reason };
}

/**
 * The answers of one call by query id, all pages of it. The last page's status counts: before it, a result that goes on
 * is PartialData. @throws {CloudCallError}
 */
export async function askPages(
  client: CloudWatchClient,
  queries: MetricDataQuery[],
  range: TimeRange,
): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  const input = {
    MetricDataQueries: queries,
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
