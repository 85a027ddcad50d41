import type { TimeRange } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import { DATAPOINTS_PER_SECOND, isRecentStart } from "./metric-pace.ts";
import { periodsIn } from "./metric-series.ts";

/** GetMetricData's limits per call; datapoints are counted as if every period had one. */
const MAX_QUERIES_PER_CALL = 500;
const MAX_DATAPOINTS_PER_CALL = 100_800;

/**
 * How many queries to put into one GetMetricData call. As many as it takes, or a little less, so that a whole number of
 * calls fills the datapoints of a second: two and a half calls would be two, and half a call's worth of the quota be lost.
 */
export function queriesPerCall(range: TimeRange, nowMs: EpochMs): number {
  const periods = Math.max(1, periodsIn(range));
  const perSecond = DATAPOINTS_PER_SECOND[isRecentStart(range.startMs, nowMs) ? "recent" : "older"];
  const largest = Math.min(MAX_DATAPOINTS_PER_CALL, MAX_QUERIES_PER_CALL * periods);
  const callsPerSecond = Math.ceil(perSecond / largest);
  return Math.min(MAX_QUERIES_PER_CALL, Math.floor(perSecond / callsPerSecond / periods));
}

/** Splits questions, in order, so that no part has more queries than `room`, unless a single question has. */
export function chunkQuestions<Question>(
  questions: readonly Question[],
  queriesIn: (question: Question) => number,
  room: number,
): readonly (readonly Question[])[] {
  const chunks: Question[][] = [];
  let queries = Number.POSITIVE_INFINITY;
  for (const question of questions) {
    if (queries + queriesIn(question) > room) {
      chunks.push([]);
      queries = 0;
    }
    chunks.at(-1)?.push(question);
    queries += queriesIn(question);
  }
  return chunks;
}
