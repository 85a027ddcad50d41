import { parseRows } from "../backtest/csv/parse-rows.ts";
import { periodsOf } from "../backtest/csv/periods.ts";
import { replayCounts } from "../detect/replay-counts.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";

/** One row of a file of counts, judged by itself and earlier rows alone. */
export type JudgedRow = {
  readonly atMs: EpochMs;
  readonly value: number;
  /** How abnormal, 0 to 1; 0.5 is the cut. */
  readonly score: number;
  /** Whether the alarm is raised: abnormal, and news. */
  readonly anomalous: boolean;
};

/**
 * Judges each row of a CSV file of counts, as the guard would have while it was growing.
 *
 * @param text   lines of `timestamp,value` in steps of 60 or 300 s
 * @param source what the file is called in messages
 * @throws {ConfigInvalidError} naming row, column, what was found and what to write instead
 */
export function judgeCounts(text: string, source: string): readonly JudgedRow[] {
  const rows = parseRows(text, source);
  const { window } = periodsOf(rows, source);
  const { startMs, periodSeconds } = window;
  const values = window.series.invocations ?? [];
  const { scores, anomalous } = replayCounts({ startMs, stepSeconds: periodSeconds, values });
  return rows.map(({ atMs }) => {
    const period = Math.floor((atMs - startMs) / (periodSeconds * SECOND_MS));
    return {
      atMs,
      value: values[period] ?? 0,
      score: scores[period] ?? 0,
      anomalous: anomalous[period] ?? false,
    };
  });
}
