/**
 * The highest value that is not explained by one single event: the highest one further than `reach` from the highest.
 *
 * What happened once (an attack, a launch) sets no record; what happens every day or week does.
 *
 * @param values  in order of time, >= 0
 * @param reach   whole number of periods that one event may last around its peak
 * @returns the plain highest value when `values` is too short to look beyond one event; 0 for no values
 *
 * O(n).
 *
 * @example
 * isolatedRecord([1, 2, 99, 98, 3, 4], 1); // 4
 */
export function isolatedRecord(values: readonly number[], reach: number): number {
  const highest = values.reduce((most, value) => Math.max(most, value), 0);
  if (values.length <= 2 * reach + 1) return highest;
  const peak = values.indexOf(highest);
  return values.reduce(
    (most, value, index) => (Math.abs(index - peak) > reach ? Math.max(most, value) : most),
    0,
  );
}
