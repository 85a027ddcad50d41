/**
 * From where on a series has kept above a reference: the index from which the sum of `excess` to the end is highest.
 *
 * @param excess values minus the reference, in order of time
 * @returns 0 to the length; the length when nothing at the end is above the reference, the later of equal ones
 *
 * O(n). Source: the change time after an alarm of Page's cumulative sum (Page (1954), "Continuous Inspection Schemes",
 * Biometrika 41), as estimated in Basseville & Nikiforov (1993), "Detection of Abrupt Changes", section 2.6.
 *
 * @example
 * changePoint([-1, -1, 3, -1, 2, 2]); // 2
 */
export function changePoint(excess: ArrayLike<number>): number {
  let sum = 0;
  let lowest = 0;
  let at = 0;
  for (let index = 0; index < excess.length; index += 1) {
    sum += excess[index] ?? 0;
    if (sum > lowest) continue;
    lowest = sum;
    at = index + 1;
  }
  return at;
}
