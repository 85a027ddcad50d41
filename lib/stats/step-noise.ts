import { median } from "simple-statistics";

/** Of a normal distribution: its standard deviation in units of the median of absolute values. */
const DEVIATIONS_PER_MEDIAN = 1.4826;

/**
 * The noise of a course that also climbs and falls: a standard deviation from how far neighbouring values lie apart, which a slow
 * course hardly changes. A few leaps do not count.
 *
 * @param values evenly spaced, finite
 * @returns >= 0, in the unit of the values; 0 for fewer than two
 *
 * Source: von Neumann, Kent, Bellinson & Hart (1941), "The Mean Square Successive Difference", Annals of Mathematical
 * Statistics 12, with the median instead of the mean square, as Hampel (1974) does for the spread itself.
 */
export function stepNoise(values: ArrayLike<number>): number {
  const steps: number[] = [];
  for (let index = 1; index < values.length; index += 1)
    steps.push(Math.abs((values[index] ?? 0) - (values[index - 1] ?? 0)));
  return steps.length === 0 ? 0 : (DEVIATIONS_PER_MEDIAN * median(steps)) / Math.SQRT2;
}
