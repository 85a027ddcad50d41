import type { CountSpread } from "../stats/count-z-score.ts";
import type { Course } from "./course.ts";
import type { Horizon } from "./horizons.ts";

/** Standard deviations below two events mean nothing for an idle function. */
const LEAST_DEVIATION_EVENTS = 2;

/** Periods in a block of the horizon, or 0 where the periods are too long for it. */
export function blockPeriods({ blockMinutes }: Horizon, stepMinutes: number): number {
  return blockMinutes % stepMinutes === 0 ? blockMinutes / stepMinutes : 0;
}

/**
 * Standard deviations by which `periods` periods before `end` exceed their expectation.
 *
 * The variance is that of `countZScore`, written out here because it runs some ten thousand times per function and night.
 */
export function surpriseOf(
  course: Course,
  end: number,
  periods: number,
  spread: CountSpread,
  unit: number,
): number {
  const { actual, expected } = course;
  const mean = (expected[end] ?? 0) - (expected[end - periods] ?? 0);
  const excess = (actual[end] ?? 0) - (actual[end - periods] ?? 0) - mean;
  const floor = LEAST_DEVIATION_EVENTS * unit;
  const relative = spread.relativeSpread * mean;
  return excess / Math.sqrt(spread.overdispersion * mean + relative * relative + floor * floor);
}

/** The surprise of the calmest block of the horizon that ends at `end`; `undefined` where the course is too short. */
export function calmestBlock(
  course: Course,
  end: number,
  horizon: Horizon,
  spread: CountSpread,
  unit: number,
): number | undefined {
  const periods = blockPeriods(horizon, course.stepMinutes);
  if (periods === 0 || end < periods * horizon.blocks) return undefined;
  let calmest = Number.POSITIVE_INFINITY;
  for (let block = 0; block < horizon.blocks; block += 1)
    calmest = Math.min(calmest, surpriseOf(course, end - block * periods, periods, spread, unit));
  return calmest;
}
