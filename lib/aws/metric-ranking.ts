import { type CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CloudCallError } from "../domain/errors.ts";
import type { TimeRange } from "../domain/observation.ts";
import { cloudCall } from "./cloud-call.ts";
import { NAMESPACE } from "./metric-query.ts";

export const permissions = ["cloudwatch:GetMetricData"] as const;

/** A Metrics Insights query returns no more series than this. */
const MAX_SERIES = 500;

/**
 * One Metrics Insights query over every function. It is billed by the metrics it looks through, so it is asked on
 * suspicion only. Its series come back under one id, told apart by their label, which is the function's name.
 * @throws {CloudCallError}
 */
export async function rankByDuration(
  client: CloudWatchClient,
  range: TimeRange,
  limit: number,
): Promise<readonly { functionName: string; durationMs: number }[]> {
  const expression = `SELECT SUM(Duration) FROM SCHEMA("${NAMESPACE}", FunctionName) GROUP BY FunctionName ORDER BY SUM() DESC LIMIT ${Math.min(limit, MAX_SERIES)}`;
  const durationMsOf = new Map<string, number>();
  let NextToken: string | undefined;
  do {
    const page = await cloudCall(
      "cloudwatch:GetMetricData",
      client.send(
        new GetMetricDataCommand({
          MetricDataQueries: [{ Id: "ranking", Expression: expression, Period: range.periodSeconds }],
          StartTime: new Date(range.startMs),
          EndTime: new Date(range.endMs),
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
      ),
    );
    for (const { Label = "", Values = [], StatusCode } of page.MetricDataResults ?? []) {
      if (StatusCode === "InternalError" || StatusCode === "Forbidden")
        throw new CloudCallError("cloudwatch:GetMetricData", StatusCode === "InternalError", StatusCode);
      durationMsOf.set(
        Label,
        Values.reduce((sum, value) => sum + value, durationMsOf.get(Label) ?? 0),
      );
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return [...durationMsOf]
    .map(([functionName, durationMs]) => ({ functionName, durationMs }))
    .sort((a, b) => b.durationMs - a.durationMs);
}
