import type { CountSpread } from "../stats/count-z-score.ts";
import { recurringMaximum } from "../stats/recurring-maximum.ts";
import { blockPeriods, surpriseOf } from "./block-surprise.ts";
import type { Course } from "./course.ts";
import { HORIZONS } from "./horizons.ts";

/**
 * How surprising the function's own history is at each horizon: the highest deviation of its days that recurs. What a
 * function does every other day is its nature, however wild; what it did once may have been an attack.
 *
 * @param course   the history, oldest first; its last period ends the newest day
 * @param perDay   periods in a day
 * @returns one number per horizon, 0 or more; where the periods are too long for the horizon, the most that they can hide
 *
 * O(n) per horizon; for two weeks of minutes about 1 ms each. Source of the method: block maxima, as in Coles (2001), "An
 * Introduction to Statistical Modeling of Extreme Values", chapter 3, with a high order statistic that one attack
 * cannot move in place of the fitted tail.
 */
export const learnOwnBursts = (
  course: Course,
  perDay: number,
  spread: CountSpread,
  unit: number,
): readonly number[] =>
  HORIZONS.map((horizon) => {
    const periods = blockPeriods(horizon, course.stepMinutes);
    if (periods > 0)
      return recurringMaximum(dailyMaxima(course, perDay, periods, horizon.blocks, spread, unit));
    // What filled a period may all have come in one minute of it.
    const coarsest = recurringMaximum(dailyMaxima(course, perDay, 1, 1, spread, unit));
    return (coarsest * course.stepMinutes) / horizon.blockMinutes;
  });

/** The highest surprise of each whole day, newest day first. */
function dailyMaxima(
  course: Course,
  perDay: number,
  periods: number,
  blockCount: number,
  spread: CountSpread,
  unit: number,
): readonly number[] {
  const blocks = new Float64Array(course.length + 1).fill(Number.NEGATIVE_INFINITY);
  for (let end = periods; end <= course.length; end += 1)
    blocks[end] = surpriseOf(course, end, periods, spread, unit);
  const maxima: number[] = [];
  for (let dayEnd = course.length; dayEnd >= perDay; dayEnd -= perDay) {
    let highest = 0;
    for (let end = dayEnd - perDay + 1; end <= dayEnd; end += 1) {
      let calmest = blocks[end] ?? 0;
      for (let block = 1; block < blockCount; block += 1) {
        const earlier = blocks[end - block * periods];
        calmest = earlier === undefined ? Number.NEGATIVE_INFINITY : Math.min(calmest, earlier);
      }
      highest = Math.max(highest, calmest);
    }
    maxima.push(highest);
  }
  return maxima;
}
