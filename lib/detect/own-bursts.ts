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
export function learnOwnBursts(
  course: Course,
  perDay: number,
  spread: CountSpread,
  unit: number,
): readonly number[] {
  // Horizons share their block lengths, and silence is no surprise at any of them.
  const surprises = new Map<number, Float64Array>();
  const blocksOf = (periods: number): Float64Array => {
    const blocks = surprises.get(periods) ?? surprisesOf(course, periods, spread, unit);
    surprises.set(periods, blocks);
    return blocks;
  };
  const isSilent = course.actual[course.length] === 0;
  return HORIZONS.map((horizon) => {
    if (isSilent) return 0;
    const periods = blockPeriods(horizon, course.stepMinutes);
    if (periods > 0) return recurringMaximum(dailyMaxima(blocksOf(periods), perDay, periods, horizon.blocks));
    // What filled a period may all have come in one minute of it.
    const coarsest = recurringMaximum(dailyMaxima(blocksOf(1), perDay, 1, 1));
    return (coarsest * course.stepMinutes) / horizon.blockMinutes;
  });
}

/** The surprise of the block of `periods` before each end; element 0 is before all periods. */
function surprisesOf(course: Course, periods: number, spread: CountSpread, unit: number): Float64Array {
  const blocks = new Float64Array(course.length + 1).fill(Number.NEGATIVE_INFINITY);
  for (let end = periods; end <= course.length; end += 1)
    blocks[end] = surpriseOf(course, end, periods, spread, unit);
  return blocks;
}

/** The highest surprise of each whole day, where every block of a horizon has to reach it; newest day first, 0 or more. */
function dailyMaxima(
  blocks: Float64Array,
  perDay: number,
  periods: number,
  blockCount: number,
): readonly number[] {
  const maxima: number[] = [];
  for (let dayEnd = blocks.length - 1; dayEnd >= perDay; dayEnd -= perDay) {
    let highest = 0;
    for (let end = dayEnd - perDay + 1; end <= dayEnd; end += 1) {
      let calmest = blocks[end] ?? 0;
      // Most ends are below the day's highest at their first block, and no block makes them higher.
      for (let block = 1; block < blockCount && calmest > highest; block += 1)
        calmest = Math.min(calmest, blocks[end - block * periods] ?? Number.NEGATIVE_INFINITY);
      if (calmest > highest) highest = calmest;
    }
    maxima.push(highest);
  }
  return maxima;
}
