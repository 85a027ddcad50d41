/**
 * The k-th largest of `values`: the level that at least `k` of them reach.
 *
 * @param k whole number >= 1
 * @returns 0 when there are fewer than `k` values, so that a level never rests on values that were not seen
 *
 * @example
 * kthLargest([3, 90, 70], 2); // 70: two of the three are at least 70
 */
export const kthLargest = (values: readonly number[], k: number): number =>
  [...values].sort((a, b) => b - a)[k - 1] ?? 0;
