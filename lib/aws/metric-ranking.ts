import { CloudCallError } from "../domain/errors.ts";
import type { TimeRange } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import type { RankedFunction } from "../ports/metrics.ts";
import { type MetricAccess, turnOf } from "./metric-call.ts";
import { pagesOf } from "./metric-data.ts";
import { NAMESPACE } from "./metric-query.ts";
import { COMPLETE, periodsIn, type SeriesBuilder, seriesBuilder } from "./metric-series.ts";

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
  finalUntilMs: EpochMs,
): Promise<readonly RankedFunction[]> {
  const Expression = `SELECT SUM(Duration) FROM SCHEMA("${NAMESPACE}", FunctionName) GROUP BY FunctionName ORDER BY SUM() DESC LIMIT ${Math.min(limit, MAX_SERIES)}`;
  const query = { Id: "ranking", Expression, Period: range.periodSeconds };
  const turn = turnOf(access, { kind: "ranking", periods: periodsIn(range) });
  const builderOf = new Map<string, SeriesBuilder>();
  for await (const { MetricDataResults = [] } of pagesOf(access.client, [query], range, turn))
    for (const { Label = "", Timestamps = [], Values = [], StatusCode } of MetricDataResults) {
      if (StatusCode === "InternalError" || StatusCode === "Forbidden") throw notRanked(StatusCode);
      const builder = builderOf.get(Label) ?? seriesBuilder(range);
      Timestamps.forEach((at, index) => void builder.add(at.getTime(), Values[index]));
      builderOf.set(Label, builder);
    }
  const { startMs, periodSeconds } = range;
  return [...builderOf]
    .map(([functionName, builder]): RankedFunction => {
      const { series, status } = builder.answer(COMPLETE);
      if (status !== COMPLETE) throw notRanked(status);
      const durationMs = series.reduce((sum, value) => sum + value, 0);
      const window = { functionName, startMs, periodSeconds, finalUntilMs, series: { durationMs: series } };
      return { functionName, durationMs, window };
    })
    .sort((a, b) => b.durationMs - a.durationMs);
}

const notRanked = (reason: string) =>
  new CloudCallError("cloudwatch:GetMetricData", reason === "InternalError", reason);
