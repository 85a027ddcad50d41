import { kthLargest } from "./kth-largest.ts";

/**
 * How fast a count grows from step to step, in doublings per step: the growth that `reached` of the steps reach.
 *
 * A jump to a new level is one step only; a loop that feeds itself grows at every step. One is added to each count so
 * that growth from 0 is finite.
 *
 * @param values counts at equal distances, oldest first, >= 0
 * @param reached number of steps that must have grown so much, 1 to one less than there are values
 * @returns doublings per step, negative when shrinking; 0 when there are fewer steps than `reached`
 *
 * @example
 * sustainedGrowth([7, 15, 31, 63, 127], 4); // 1: doubles at each of the four steps
 */
export function sustainedGrowth(values: readonly number[], reached: number): number {
  if (values.length <= reached) return 0;
  const steps = values.slice(1).map((value, index) => Math.log2((value + 1) / ((values[index] ?? 0) + 1)));
  return kthLargest(steps, reached);
}
