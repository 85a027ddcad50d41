/**
 * Running sums of a series: the sum over any stretch of it is one subtraction.
 *
 * @param values any order of magnitude; finite
 * @returns `values.length + 1` numbers; element `i` is the sum of the first `i` values
 *
 * O(n).
 *
 * @example
 * const sums = runningSums([3, 4, 5]);
 * sums[3] - sums[1]; // 9: the last two
 */
export function runningSums(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  let total = 0;
  for (let index = 0; index < values.length; index += 1) {
    total += values[index] ?? 0;
    sums[index + 1] = total;
  }
  return sums;
}
