import { learnBaseline } from "../detect/learn-baseline.ts";
import type { Baseline } from "../domain/baseline.ts";
import { finalUntil } from "../domain/lambda-metric.ts";
import type { Measurement, Window } from "../domain/observation.ts";
import { DAY_MS, type EpochMs } from "../domain/time.ts";
import { learningRange } from "../watch/window.ts";
import { type Minutes, minuteIndex, minuteOf } from "./minutes.ts";

/** The baseline that is in force at a time: the one learned at the last midnight UTC, from what was known then. */
export type NightlyBaselines = (nowMs: EpochMs) => Baseline;

/** Learns each night at most once, from the trailing two weeks and nothing later. */
export function nightlyBaselines(
  functionName: string,
  minutes: Minutes,
  existsSinceMs: EpochMs,
): NightlyBaselines {
  const byMidnight = new Map<EpochMs, Baseline>();
  return (nowMs) => {
    const midnightMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
    const known = byMidnight.get(midnightMs);
    if (known !== undefined) return known;
    const history = { ...knownAt(minutes, midnightMs), functionName };
    const learned = learnBaseline(history, midnightMs, { existsSinceMs });
    byMidnight.set(midnightMs, learned);
    return learned;
  };
}

/** What a nightly run would have read: the learning range, as far as the recording has it. */
function knownAt(minutes: Minutes, nowMs: EpochMs): Window {
  const range = learningRange(nowMs, 60);
  const from = Math.max(0, minuteIndex(minutes, range.startMs));
  const to = Math.max(from, minuteIndex(minutes, range.endMs));
  const series: Partial<Record<Measurement, readonly number[]>> = {};
  for (const [measurement, values] of Object.entries(minutes.series))
    series[measurement as Measurement] = values.slice(from, to);
  return {
    startMs: minuteOf(minutes, from),
    periodSeconds: range.periodSeconds,
    finalUntilMs: finalUntil(range.endMs, nowMs),
    series,
  };
}
