const DAYS_PER_WEEK = 7;
/** Days that have to reach a level before it counts as usual, by days of history. */
const SETTLED_DAYS = 11;
const YOUNG_DAYS = 3;

/**
 * The highest level that recurs, from the highest of each day: reached on at least three days (two of fewer than 11,
 * one of fewer than 3), or on the same weekday of two weeks.
 *
 * What happened once or twice (an attack, also one over midnight) sets no record; what happens every day or every
 * Monday does.
 *
 * @param dailyMaxima newest day first, days without a gap
 * @returns 0 for no days
 *
 * @example
 * recurringMaximum([9, 1, 8, 1, 99, 1, 7, 1, 1, 1, 1]); // 8: reached on the three days 99, 9 and 8
 */
export function recurringMaximum(dailyMaxima: readonly number[]): number {
  const days = dailyMaxima.length;
  if (days === 0) return 0;
  const neededDays = days < YOUNG_DAYS ? 1 : days < SETTLED_DAYS ? 2 : 3;
  let highest = [...dailyMaxima].sort((a, b) => b - a)[neededDays - 1] ?? 0;
  for (let day = DAYS_PER_WEEK; day < days; day += 1)
    highest = Math.max(highest, Math.min(dailyMaxima[day] ?? 0, dailyMaxima[day - DAYS_PER_WEEK] ?? 0));
  return highest;
}
