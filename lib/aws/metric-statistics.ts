import { type Datapoint, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import type { TimeRange } from "../domain/observation.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import { type Asked, shortfallOf } from "./metric-batches.ts";
import { inTurn, type MetricAccess, metricCall, turnOf } from "./metric-call.ts";
import { dimensionsOf, type MetricQuestion, NAMESPACE, queryId, statOf } from "./metric-query.ts";
import { COMPLETE, seriesBuilder } from "./metric-series.ts";

export const permissions = ["cloudwatch:GetMetricStatistics"] as const;

/** Each is small and answered within some tens of milliseconds. */
export const CALLS_AT_ONCE = 20;

/** Most datapoints that one GetMetricStatistics call returns. */
const MAX_DATAPOINTS_PER_CALL = 1_440;

/**
 * One metric by GetMetricStatistics: one call, or more for a long range, inside the free million requests a month that
 * GetMetricData is excluded from. Answers as one query per measurement would; all of them or none.
 */
export async function askStatistics(
  access: MetricAccess,
  question: MetricQuestion,
  range: TimeRange,
  untilMs?: EpochMs,
): Promise<Asked> {
  const series = question.measurements.map((measurement) => ({
    measurement,
    stat: statOf(measurement),
    builder: seriesBuilder(range),
  }));
  try {
    for (const part of partsOf(range))
      for (const datapoint of await askPart(access, question, part, untilMs))
        for (const { stat, builder } of series)
          builder.add(datapoint.Timestamp?.getTime() ?? Number.NaN, datapoint[stat]);
  } catch (error) {
    return { answers: new Map(), shortfall: shortfallOf(error) };
  }
  return {
    answers: new Map(
      series.map(({ measurement, builder }) => [queryId(0, measurement), builder.answer(COMPLETE)]),
    ),
  };
}

async function askPart(
  access: MetricAccess,
  { functionName, metricName, measurements }: MetricQuestion,
  { startMs, endMs, periodSeconds }: TimeRange,
  untilMs: EpochMs | undefined,
): Promise<readonly Datapoint[]> {
  const command = new GetMetricStatisticsCommand({
    Namespace: NAMESPACE,
    MetricName: metricName,
    Dimensions: dimensionsOf(functionName),
    StartTime: new Date(startMs),
    EndTime: new Date(endMs),
    Period: periodSeconds,
    Statistics: measurements.map(statOf),
  });
  const turn = turnOf(access, { kind: "statistics" }, untilMs);
  const sent = access.client.send(inTurn(turn, command));
  const answer = await metricCall("cloudwatch:GetMetricStatistics", sent);
  return answer.Datapoints ?? [];
}

/** Splits a range, in order, so that each part fits into one GetMetricStatistics call. */
function partsOf({ startMs, endMs, periodSeconds }: TimeRange): readonly TimeRange[] {
  const stepMs = MAX_DATAPOINTS_PER_CALL * periodSeconds * SECOND_MS;
  return Array.from({ length: Math.ceil((endMs - startMs) / stepMs) }, (_, part) => ({
    startMs: startMs + part * stepMs,
    endMs: Math.min(endMs, startMs + (part + 1) * stepMs),
    periodSeconds,
  }));
}
