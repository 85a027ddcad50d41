import { kthLargest } from "./kth-largest.ts";

/**
 * How fast a count grows from step to step, in doublings per step: the growth that all but one of the steps reach.
 *
 * A jump to a new level is one step and yields 0; a loop that feeds itself grows at every step. One is added to each
 * count so that growth from 0 is finite.
 *
 * @param values counts at equal distances, oldest first, >= 0, at least 3
 * @returns doublings per step, negative when shrinking; 0 for fewer than 3 values
 *
 * @example
 * sustainedGrowth([7, 15, 31, 63, 127]); // 1: doubles at each step
 */
export function sustainedGrowth(values: readonly number[]): number {
  if (values.length < 3) return 0;
  const steps = values.slice(1).map((value, index) => Math.log2((value + 1) / ((values[index] ?? 0) + 1)));
  return kthLargest(steps, steps.length - 1);
}
