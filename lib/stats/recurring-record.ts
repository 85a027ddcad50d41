import { recurringMaximum } from "./recurring-maximum.ts";

/**
 * The highest level that recurs, see `recurringMaximum`.
 *
 * @param values in order of time, >= 0; days are counted back from the last one
 * @param perDay whole number of values in a day, >= 1
 * @returns the plain highest value of less than a day; 0 for no values
 *
 * O(n).
 *
 * @example
 * recurringRecord([9, 1, 8, 1, 99, 1, 7, 1], 2); // 9: reached on two of the four days
 */
export function recurringRecord(values: readonly number[], perDay: number): number {
  const highestOf = (from: number, to: number): number => {
    let highest = 0;
    for (let index = from; index < to; index += 1) highest = Math.max(highest, values[index] ?? 0);
    return highest;
  };
  if (values.length < perDay) return highestOf(0, values.length);
  const maxima: number[] = [];
  for (let end = values.length; end >= perDay; end -= perDay) maxima.push(highestOf(end - perDay, end));
  return recurringMaximum(maxima);
}
