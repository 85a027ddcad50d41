import type { Colors } from "picocolors/types";
import type { JudgedRow } from "../../app/judge-counts.ts";
import { type EpochMs, HOUR_MS, toIso } from "../../domain/time.ts";
import { plainTable } from "../table.ts";

type Alarm = {
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
  readonly peak: number;
  readonly score: number;
};

/** The alarms of a judged series, oldest first, one line each. */
export function showAlarms(rows: readonly JudgedRow[], colors: Colors): string {
  const alarms = alarmsOf(rows);
  const judged = `${rows.length.toLocaleString("en-US")} rows judged`;
  if (alarms.length === 0) return `${judged}, no alarm.`;
  const table = plainTable(
    ["RAISED", "TOLD UNTIL", "PEAK", "SCORE (0.5 IS THE CUT)"],
    alarms.map(({ fromMs, untilMs, peak, score }) => [
      toIso(fromMs),
      toIso(untilMs),
      peak.toLocaleString("en-US"),
      score.toFixed(2),
    ]),
    colors,
  );
  return `${table}\n\n${judged}, ${alarms.length} ${alarms.length === 1 ? "alarm" : "alarms"}.`;
}

/** An alarm that returns within the hour is the same alarm. */
function alarmsOf(rows: readonly JudgedRow[]): readonly Alarm[] {
  const alarms: Alarm[] = [];
  for (const { atMs, value, score, anomalous } of rows) {
    if (!anomalous) continue;
    const open = alarms.at(-1);
    if (open === undefined || atMs - open.untilMs > HOUR_MS)
      alarms.push({ fromMs: atMs, untilMs: atMs, peak: value, score });
    else
      alarms[alarms.length - 1] = {
        fromMs: open.fromMs,
        untilMs: atMs,
        peak: Math.max(open.peak, value),
        score: Math.max(open.score, score),
      };
  }
  return alarms;
}
