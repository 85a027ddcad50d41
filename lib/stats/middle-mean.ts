/**
 * Mean of the middle: a quarter (rounded up) of the values is dropped at each end, none of fewer than three.
 *
 * Keeps its meaning while up to a quarter of the days is itself abnormal, like the median, and is smoother than the
 * median for small counts.
 *
 * @param values in any order, finite; not changed
 * @returns 0 for no values
 *
 * O(n log n). Source: the trimmed mean of Huber & Ronchetti (2009), "Robust Statistics", 2nd ed., section 1.4.
 *
 * @example
 * middleMean([4, 5, 6, 900]); // 5.5
 */
export function middleMean(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const dropped = values.length < 3 ? 0 : Math.ceil(values.length / 4);
  const middle = Float64Array.from(values)
    .sort()
    .subarray(dropped, values.length - dropped);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
