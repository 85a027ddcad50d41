import type { Baseline } from "../domain/baseline.ts";

/** One execution could be the braked rate itself; two show whether more would come. */
const LEAST_NEED = 2;

/** Shares of the base that the later stages of a probe let through. */
const STAGE_RATIOS = [0.1, 0.5] as const;

/** Executions at once in a normal busy minute, a whole number, at least 2; 2 also for a function that was never learned. */
export const neededConcurrency = (baseline: Baseline | undefined): number =>
  Math.max(LEAST_NEED, Math.ceil(baseline?.busyConcurrency ?? 0));

/**
 * The stages of a probe: `least`, then 10 % and 50 % of `base`, strictly increasing, each from `least` to `most`.
 * Empty when nothing lies between them.
 *
 * @param base what was set before; where nothing was, twice the need, so that half of it serves a healthy function whole.
 *   Reserving more would take executions away from the rest of the account.
 *
 * @example
 * ladder(80, 1, 900); // [1, 8, 40]
 */
export function ladder(base: number, least: number, most: number): readonly number[] {
  if (least > most) return [];
  const stages = [least, ...STAGE_RATIOS.map((ratio) => Math.ceil(ratio * base))];
  return [...new Set(stages.map((stage) => Math.min(most, Math.max(least, stage))))];
}
