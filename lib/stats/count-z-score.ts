/** How noisy a count is around its expectation m: variance = overdispersion * m + (relativeSpread * m)^2. */
export type CountSpread = {
  /** In the unit of the count; 1 for counts of independent arrivals (Poisson), more when they come in bursts. */
  readonly overdispersion: number;
  /** Dimensionless; the noise that grows with the level, e.g. 0.2 when busy hours differ by a fifth from day to day. */
  readonly relativeSpread: number;
};

/**
 * How many standard deviations a count lies above its expectation, under the quasi-negative-binomial variance.
 *
 * @param actual     count or sum over some periods, >= 0
 * @param expected   expectation over the same periods, same unit, >= 0
 * @param spread     learned noise
 * @param floor      least standard deviation, same unit, > 0: an idle function expects 0, and its first runs
 *                   must score finite
 * @returns signed, dimensionless; grows with `actual`
 *
 * Source: the NB1 and NB2 variance functions of Cameron & Trivedi (2013), "Regression Analysis of Count Data",
 * 2nd ed., section 3.3, added together.
 *
 * @example
 * countZScore(40, 16, { overdispersion: 1, relativeSpread: 0 }, 3); // 24 / sqrt(16 + 9) = 4.8
 */
export function countZScore(actual: number, expected: number, spread: CountSpread, floor: number): number {
  const variance = spread.overdispersion * expected + (spread.relativeSpread * expected) ** 2 + floor ** 2;
  return (actual - expected) / Math.sqrt(variance);
}
