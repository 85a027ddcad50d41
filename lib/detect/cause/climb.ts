/** A step up of a climb; less is the noise of counts. */
const LEAST_STEP = 1.5;
/** A burst that begins within a minute has two steps, and so has a flood that takes a minute to unfold. */
const GRADUAL_STEPS = 3;
/** The first minute so near the highest is the top: what is left to climb is less than a step. */
const TOP_RATIO = 0.6;

export type Climb = {
  readonly from: number;
  readonly to: number;
  /** Steps of one minute. */
  readonly minutes: number;
  /** Whether it went up in more steps than a jump needs. */
  readonly isGradual: boolean;
};

/**
 * How a series went up to its highest level: at once, or step by step.
 *
 * @param values per minute, oldest first, beginning with ordinary ones
 *
 * @example
 * climbOf([34, 208, 1_419, 7_465, 7_400]); // from 34 to 7,465 in 3 minutes: gradual
 */
export function climbOf(values: readonly number[]): Climb {
  const highest = Math.max(0, ...values);
  const top = values.findIndex((value) => value >= TOP_RATIO * highest);
  let foot = Math.max(0, top);
  while (foot > 0 && (values[foot] ?? 0) >= LEAST_STEP * Math.max(1, values[foot - 1] ?? 0)) foot -= 1;
  const minutes = Math.max(0, top) - foot;
  return {
    from: values[foot] ?? 0,
    to: values[Math.max(0, top)] ?? 0,
    minutes,
    isGradual: minutes >= GRADUAL_STEPS,
  };
}
