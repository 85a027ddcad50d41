import { DAY_MS, type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { courseOf } from "./course.ts";
import { learnSeason } from "./learn-season.ts";
import { newsOfAlarms } from "./newsworthy.ts";
import { riseOf } from "./rise.ts";

/** Counts in equal periods without a gap, oldest first. */
export type CountSeries = {
  readonly startMs: EpochMs;
  /** 60 or 300. */
  readonly stepSeconds: number;
  readonly values: readonly number[];
};

export type JudgedCounts = {
  /** How abnormal, 0 to 1; 0.5 is the cut. */
  readonly scores: Float64Array;
  /** Whether the alarm is raised: abnormal, and news. */
  readonly anomalous: readonly boolean[];
};

const LEARNED_DAYS = 14;
/** What the longest horizon looks back on. */
const LOOK_BACK_MINUTES = 480;
const LEVEL_MINUTES = 10;

/**
 * Judges a series as the guard would have while it was growing: each UTC midnight the profile is learned anew from the
 * two weeks before, and each period is judged by itself and earlier ones alone. The first day is learned, not judged.
 *
 * @throws {RangeError} when the step is neither 60 nor 300 s
 *
 * About 20 ms for two weeks of 5-minute periods.
 */
export function replayCounts({ startMs, stepSeconds, values }: CountSeries): JudgedCounts {
  if (stepSeconds !== 60 && stepSeconds !== 300)
    throw new RangeError(`replayCounts: periods must be of 60 or 300 s, got ${stepSeconds}`);
  const stepMs = stepSeconds * 1000;
  const stepMinutes = stepMs / MINUTE_MS;
  const perDay = DAY_MS / stepMs;
  const scores = new Float64Array(values.length);
  const anomalous: boolean[] = new Array<boolean>(values.length).fill(false);
  const isNews = newsOfAlarms();

  const toMidnight = Math.ceil((DAY_MS - (startMs % DAY_MS)) / stepMs) % perDay;
  for (let day = toMidnight + perDay; day < values.length; day += perDay) {
    const learned = Math.max(0, day - LEARNED_DAYS * perDay);
    const profile = learnSeason(values.slice(learned, day), startMs + learned * stepMs, stepMinutes, 1);
    const from = Math.max(0, day - LOOK_BACK_MINUTES / stepMinutes);
    const until = Math.min(values.length, day + perDay);
    const course = courseOf(values.slice(from, until), startMs + from * stepMs, stepMinutes, profile, 1);
    const levelPeriods = Math.max(1, LEVEL_MINUTES / stepMinutes);
    for (let index = day; index < until; index += 1) {
      const end = index - from + 1;
      const rise = Math.max(
        riseOf(course, end, profile, 1, "volume").score,
        riseOf(course, end, profile, 1, "persistence").score,
        riseOf(course, end, profile, 1, "drift").score,
      );
      const level =
        ((course.actual[end] ?? 0) - (course.actual[Math.max(0, end - levelPeriods)] ?? 0)) / levelPeriods;
      scores[index] = rise / (rise + 1);
      anomalous[index] = isNews(index * stepMinutes, rise >= 1, level);
    }
  }
  return { scores, anomalous };
}
