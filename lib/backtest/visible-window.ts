import { sum } from "../detect/final-minutes.ts";
import { finalUntil } from "../domain/lambda-metric.ts";
import { FIRST_LOOK, type Measurement, type TimeRange, type Window } from "../domain/observation.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { longRange, tickRange } from "../watch/window.ts";
import { type Minutes, minuteIndex, minuteOf } from "./minutes.ts";

/** Metrics of a run appear about so long after it ended; the settling time of a minute begins with its end. */
const PUBLICATION_MS = MINUTE_MS;
/** No run is longer, so older minutes are complete. */
const LONGEST_RUN_MINUTES = 15;
/** Stamped with the start of a run and counted at its end. */
const COUNTED_AT_THE_END: readonly Measurement[] = ["invocations", "durationMs", "errors"];

/**
 * What a tick at `nowMs` would have been shown: the tick's own range up to the last final minute, and of that only runs
 * that had ended. The recording knows of each run from its first minute on, a guard does not.
 */
export const visibleWindow = (functionName: string, minutes: Minutes, nowMs: EpochMs): Window =>
  visibleIn(functionName, minutes, tickRange(nowMs), nowMs);

/** The last hours as a long look would have been shown them, in its own longer periods. */
export function visibleLongWindow(functionName: string, minutes: Minutes, nowMs: EpochMs): Window {
  const range = longRange(nowMs);
  const inMinutes = visibleIn(functionName, minutes, range, nowMs);
  const step = range.periodSeconds / 60;
  // A recording may begin within a period.
  const skipped = (step - ((inMinutes.startMs / MINUTE_MS) % step)) % step;
  const series: Partial<Record<Measurement, readonly number[]>> = {};
  for (const measurement of FIRST_LOOK) {
    const values = inMinutes.series[measurement]?.slice(skipped) ?? [];
    series[measurement] = Array.from({ length: Math.floor(values.length / step) }, (_, index) =>
      sum(values.slice(index * step, (index + 1) * step)),
    );
  }
  return {
    ...inMinutes,
    startMs: inMinutes.startMs + skipped * MINUTE_MS,
    periodSeconds: range.periodSeconds,
    series,
  };
}

function visibleIn(functionName: string, minutes: Minutes, range: TimeRange, nowMs: EpochMs): Window {
  const finalUntilMs = finalUntil(range.endMs, nowMs);
  const from = Math.max(0, minuteIndex(minutes, range.startMs));
  const to = Math.max(from, Math.min(minutes.length, minuteIndex(minutes, finalUntilMs)));
  const hidden = hiddenMinutes(minutes, Math.max(from, to - LONGEST_RUN_MINUTES), to, nowMs);
  const series: Partial<Record<Measurement, readonly number[]>> = {};
  for (const [key, values] of Object.entries(minutes.series)) {
    const measurement = key as Measurement;
    const shown = values.slice(from, to);
    if (COUNTED_AT_THE_END.includes(measurement)) for (const index of hidden) shown[index - from] = 0;
    series[measurement] = shown;
  }
  return { functionName, startMs: minuteOf(minutes, from), periodSeconds: 60, finalUntilMs, series };
}

/** Minutes whose runs, at their mean length, were still going on or not published yet. */
function hiddenMinutes(minutes: Minutes, from: number, to: number, nowMs: EpochMs): readonly number[] {
  const { invocations = [], durationMs = [] } = minutes.series;
  const hidden: number[] = [];
  for (let index = from; index < to; index += 1) {
    const runs = invocations[index] ?? 0;
    if (runs === 0) continue;
    const lastEndsMs = minuteOf(minutes, index + 1) + (durationMs[index] ?? 0) / runs;
    if (lastEndsMs + PUBLICATION_MS > nowMs) hidden.push(index);
  }
  return hidden;
}
