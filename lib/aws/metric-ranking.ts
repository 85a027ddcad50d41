import { CloudCallError } from "../domain/errors.ts";
import type { TimeRange } from "../domain/observation.ts";
import { type MetricAccess, turnOf } from "./metric-call.ts";
import { pagesOf } from "./metric-data.ts";
import { NAMESPACE } from "./metric-query.ts";
import { periodsIn } from "./metric-series.ts";

/** A Metrics Insights query returns no more series than this. */
const MAX_SERIES = 500;

/**
 * One Metrics Insights query over every function. It is billed by the metrics it looks through, so it is asked on
 * suspicion only. Its series come back under one id, told apart by their label, which is the function's name.
 * @throws {CloudCallError}
 */
export async function rankByDuration(
  access: MetricAccess,
  range: TimeRange,
  limit: number,
): Promise<readonly { functionName: string; durationMs: number }[]> {
  const Expression = `SELECT SUM(Duration) FROM SCHEMA("${NAMESPACE}", FunctionName) GROUP BY FunctionName ORDER BY SUM() DESC LIMIT ${Math.min(limit, MAX_SERIES)}`;
  const query = { Id: "ranking", Expression, Period: range.periodSeconds };
  const turn = turnOf(access, { kind: "ranking", periods: periodsIn(range) });
  const durationMsOf = new Map<string, number>();
  for await (const { MetricDataResults = [] } of pagesOf(access.client, [query], range, turn))
    for (const { Label = "", Values = [], StatusCode } of MetricDataResults) {
      if (StatusCode === "InternalError" || StatusCode === "Forbidden")
        throw new CloudCallError("cloudwatch:GetMetricData", StatusCode === "InternalError", StatusCode);
      durationMsOf.set(
        Label,
        Values.reduce((sum, value) => sum + value, durationMsOf.get(Label) ?? 0),
      );
    }
  return [...durationMsOf]
    .map(([functionName, durationMs]) => ({ functionName, durationMs }))
    .sort((a, b) => b.durationMs - a.durationMs);
}
