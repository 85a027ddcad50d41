/**
 * How something grows with size: the exponent e of size^e between two measurements. 1 is linear, 2 quadratic.
 *
 * @param before size and cost of the smaller, both > 0
 * @param after  size and cost of the larger
 *
 * @example
 * growthExponent({ size: 100, cost: 5 }, { size: 1000, cost: 50 }); // 1
 */
export const growthExponent = (
  before: { readonly size: number; readonly cost: number },
  after: { readonly size: number; readonly cost: number },
): number => Math.log(after.cost / before.cost) / Math.log(after.size / before.size);
