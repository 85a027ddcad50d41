import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandOutput,
  type MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import { CloudCallError } from "../domain/errors.ts";
import type { TimeRange } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import { type Asked, shortfallOf } from "./metric-batches.ts";
import { inTurn, type MetricAccess, metricCall, turnOf } from "./metric-call.ts";
import { isRecentStart, type MetricCall } from "./metric-pace.ts";
import { periodsIn, type SeriesBuilder, seriesBuilder } from "./metric-series.ts";

export const permissions = ["cloudwatch:GetMetricData"] as const;

/**
 * Calls under way at once: the quotas of datapoints let three to five full ones begin in a second, and each takes one or
 * two. More would only hold more answers in memory.
 */
export const CALLS_AT_ONCE = 8;

/** A call of 100,800 datapoints has a page or two. What goes on after so many is not going to end. */
const MOST_PAGES = 25;

export type DataQuestion = {
  readonly queries: MetricDataQuery[];
  readonly range: TimeRange;
  /** What to ask for instead of the range, which lies in it (see `quickestRange`). */
  readonly askedRange?: TimeRange;
  readonly untilMs?: EpochMs | undefined;
};

/**
 * The answers of one call by query id, over all pages. What the pages before a failure completed is kept. The last page's
 * status counts: before it, a result that goes on is PartialData.
 */
export async function askMetricData(
  access: MetricAccess,
  { queries, range, askedRange = range, untilMs }: DataQuestion,
): Promise<Asked> {
  const found = new Map<string, { readonly builder: SeriesBuilder; readonly status: string }>();
  const call: MetricCall = {
    kind: "metric-data",
    datapoints: queries.length * periodsIn(askedRange),
    isRecent: isRecentStart(askedRange.startMs, access.clock()),
  };
  const remarks = new Set<string>();
  const soFar = (): Asked => ({
    answers: new Map([...found].map(([id, { builder, status }]) => [id, builder.answer(status)])),
    ...(remarks.size === 0 ? {} : { remark: [...remarks].join(", ") }),
  });
  try {
    const turn = turnOf(access, call, untilMs);
    for await (const { MetricDataResults = [], Messages = [] } of pagesOf(
      access.client,
      queries,
      askedRange,
      turn,
    )) {
      for (const { Code = "unknown message" } of Messages) remarks.add(Code);
      for (const {
        Id = "",
        Timestamps = [],
        Values = [],
        StatusCode = "unknown status",
      } of MetricDataResults) {
        const builder = found.get(Id)?.builder ?? seriesBuilder(range);
        Timestamps.forEach((at, index) => void builder.add(at.getTime(), Values[index]));
        found.set(Id, { builder, status: StatusCode });
      }
    }
    return soFar();
  } catch (error) {
    return { ...soFar(), shortfall: shortfallOf(error) };
  }
}

/**
 * One page after the other, so that one at a time is in memory.
 * @throws {CloudCallError} also for pages without end
 */
export async function* pagesOf(
  client: CloudWatchClient,
  MetricDataQueries: MetricDataQuery[],
  range: TimeRange,
  turn: () => Promise<void>,
): AsyncGenerator<GetMetricDataCommandOutput> {
  let NextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const command = new GetMetricDataCommand({
      MetricDataQueries,
      StartTime: new Date(range.startMs),
      EndTime: new Date(range.endMs),
      ScanBy: "TimestampAscending",
      ...(NextToken === undefined ? {} : { NextToken }),
    });
    const answer = await metricCall("cloudwatch:GetMetricData", client.send(inTurn(turn, command)));
    yield answer;
    NextToken = answer.NextToken || undefined;
    if (NextToken === undefined) return;
  }
  throw new CloudCallError("cloudwatch:GetMetricData", true, `no end after ${MOST_PAGES} pages`);
}
