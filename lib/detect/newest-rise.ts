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
  const newest = riseOf(course, course.length, season, unit, finding);
  const latePeriods = Math.ceil(lateMinutesOf(baseline) / course.stepMinutes);
  if (latePeriods === 0 || latePeriods >= course.length) return newest;
  const settled = riseOf(course, course.length - latePeriods, season, unit, finding);
  return settled.score > newest.score ? settled : newest;
}
