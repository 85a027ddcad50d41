import type { SeasonalProfile } from "../domain/baseline.ts";
import { changePoint } from "../stats/change-point.ts";
import type { Course } from "./course.ts";
import type { Courses, DetectorInput } from "./detector.ts";
import { newestRise } from "./newest-rise.ts";
import type { Rise } from "./rise.ts";
import { usualRunMs } from "./usual.ts";

/**
 * Index of the minute from which on a smaller rise has lasted, of runs or of billed time; `undefined` where none has. Its
 * minutes look ordinary one by one, so it began where the sum of what exceeds half of the rise is highest.
 */
export function lastingSince(input: DetectorInput): number | undefined {
  const { baseline, courses } = input;
  const began = [
    ...leftAt(input, "runs", baseline.invocations, 1),
    ...leftAt(input, "durationMs", baseline.durationMs, usualRunMs(baseline)),
  ];
  return began.length === 0 ? undefined : Math.min(...began, courses.runs.length - 1);
}

function leftAt(
  { baseline, courses, longCourses }: DetectorInput,
  of: keyof Courses,
  season: SeasonalProfile,
  unit: number,
): readonly number[] {
  const rises = [
    newestRise(courses[of], baseline, season, unit, "persistence"),
    ...(longCourses ? [newestRise(longCourses[of], baseline, season, unit, "drift")] : []),
  ];
  return rises.filter(({ score }) => score >= 1).map((rise) => changePoint(beyondHalf(courses[of], rise)));
}

/** What each period brings beyond half of the rise. */
function beyondHalf(course: Course, { level, expected }: Rise): Float64Array {
  const times = (1 + level / expected) / 2;
  const excess = new Float64Array(course.length);
  const stepOf = (sums: Float64Array, index: number): number => (sums[index + 1] ?? 0) - (sums[index] ?? 0);
  for (let index = 0; index < course.length; index += 1)
    excess[index] = stepOf(course.actual, index) - times * stepOf(course.expected, index);
  return excess;
}
