import { type LearningTerms, learnBaseline } from "../detect/learn-baseline.ts";
import type { Baseline } from "../domain/baseline.ts";
import { finalUntil } from "../domain/lambda-metric.ts";
import type { Measurement, Window } from "../domain/observation.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "../domain/time.ts";
import { learningRange } from "../watch/window.ts";

/** The baseline that is in force at a time: the one learned at the last midnight UTC, from what was known then. */
export type NightlyBaselines = (nowMs: EpochMs) => Baseline;

/**
 * Learns each night at most once, from the trailing two weeks and nothing later.
 * @param recorded in the periods of the recording: how a function bursts within 5 minutes must not be read from minutes
 *   that were made of them
 */
export function nightlyBaselines(recorded: Window, terms: LearningTerms): NightlyBaselines {
  const byMidnight = new Map<EpochMs, Baseline>();
  return (nowMs) => {
    const midnightMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
    const known = byMidnight.get(midnightMs);
    if (known !== undefined) return known;
    const learned = learnBaseline(knownAt(recorded, midnightMs), midnightMs, terms);
    byMidnight.set(midnightMs, learned);
    return learned;
  };
}

/** What a nightly run would have read: the learning range, as far as the recording has it. */
function knownAt(recorded: Window, nowMs: EpochMs): Window {
  const range = learningRange(nowMs, recorded.periodSeconds === 60 ? 60 : 300);
  const periodMs = range.periodSeconds * SECOND_MS;
  const startMs = Math.max(range.startMs, recorded.startMs);
  const from = Math.ceil((startMs - recorded.startMs) / periodMs);
  const to = Math.max(from, Math.floor((range.endMs - recorded.startMs) / periodMs));
  const series: Partial<Record<Measurement, readonly number[]>> = {};
  for (const [measurement, values] of Object.entries(recorded.series))
    series[measurement as Measurement] = values.slice(from, to);
  return {
    ...recorded,
    startMs: recorded.startMs + from * periodMs,
    finalUntilMs: finalUntil(range.endMs, nowMs),
    series,
  };
}
