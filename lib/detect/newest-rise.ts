import type { Baseline, SeasonalProfile } from "../domain/baseline.ts";
import type { Course } from "./course.ts";
import type { Horizon } from "./horizons.ts";
import { type Rise, riseOf } from "./rise.ts";
import { lateMinutesOf } from "./usual.ts";

/**
 * The rise at the end of a course. Runs that take minutes are counted that late, at the minute they began, so the newest
 * minutes look empty: the course is also judged as it was before them, and the worse of both looks counts.
 */
export function newestRise(
  course: Course,
  baseline: Baseline,
  season: SeasonalProfile,
  unit: number,
  finding: Horizon["finding"],
): Rise {
  const newest = presentRise(course, course.length, season, unit, finding);
  const latePeriods = Math.ceil(lateMinutesOf(baseline) / course.stepMinutes);
  if (latePeriods === 0 || latePeriods >= course.length) return newest;
  const settled = presentRise(course, course.length - latePeriods, season, unit, finding);
  return settled.score > newest.score ? settled : newest;
}

/**
 * A rise that lasted is over when the newest minutes have less than half of its excess: five minutes, or, where the excess
 * is so small that chance would decide, as many as bring some events of it, up to a twelfth of the time it was seen over.
 */
const PRESENT_MINUTES = 5;
const PRESENT_EVENTS = 30;
const PRESENT_PART = 1 / 12;
const PRESENT_SHARE = 0.5;

function presentRise(
  course: Course,
  end: number,
  season: SeasonalProfile,
  unit: number,
  finding: Horizon["finding"],
): Rise {
  const rise = riseOf(course, end, season, unit, finding);
  if (finding === "volume" || rise.score === 0) return rise;
  const excessPerMinute = (rise.level - rise.expected) / unit;
  const presentMinutes = Math.max(
    PRESENT_MINUTES,
    Math.min(PRESENT_PART * rise.minutes, PRESENT_EVENTS / excessPerMinute),
  );
  const from = Math.max(0, end - Math.ceil(presentMinutes / course.stepMinutes));
  const minutes = (end - from) * course.stepMinutes;
  const sumOf = (sums: Float64Array): number => (sums[end] ?? 0) - (sums[from] ?? 0);
  const excess = (sumOf(course.actual) - sumOf(course.expected)) / minutes;
  const present = excess / (PRESENT_SHARE * (rise.level - rise.expected));
  return { ...rise, score: rise.score * Math.min(1, Math.max(0, present)) };
}
