const DAYS_PER_WEEK = 7;
/** Days that have to reach a level before it counts as usual. */
const USUAL_DAYS = 3;

/**
 * The highest level that recurs: reached on at least three days, or on the same weekday of two weeks.
 *
 * What happened once or twice (an attack, also one over midnight) sets no record; what happens every day or every
 * Monday does.
 *
 * @param values in order of time, >= 0; days are counted back from the last one
 * @param perDay whole number of values in a day, >= 1
 * @returns the plain highest value of fewer than three days; 0 for no values
 *
 * O(n).
 *
 * @example
 * recurringRecord([9, 1, 8, 1, 99, 1, 7, 1], 2); // 8: reached on the three days 99, 9 and 8
 */
export function recurringRecord(values: readonly number[], perDay: number): number {
  const highestOf = (from: number, to: number): number => {
    let highest = 0;
    for (let index = from; index < to; index += 1) highest = Math.max(highest, values[index] ?? 0);
    return highest;
  };
  const maxima: number[] = [];
  for (let end = values.length; end >= perDay; end -= perDay) maxima.push(highestOf(end - perDay, end));
  if (maxima.length < USUAL_DAYS) return highestOf(0, values.length);
  const sameWeekday = maxima.slice(DAYS_PER_WEEK).map((older, day) => Math.min(older, maxima[day] ?? 0));
  const onThreeDays = [...maxima].sort((a, b) => b - a)[USUAL_DAYS - 1] ?? 0;
  return Math.max(onThreeDays, ...sameWeekday);
}
