import type { Moments } from "./moments.ts";

/** Centre of mass of the weights, in rows: as pandas and Etsy's Skyline count it. */
const CENTER_OF_MASS = 50;

/**
 * Exponentially weighted mean and standard deviation at every row, the row itself included; the weights of the rows
 * that exist sum to one.
 * Source: Finch (2009), "Incremental calculation of weighted mean and variance", section 9.
 */
export function movingMoments(values: readonly number[]): readonly Moments[] {
  const forgotten = 1 / (1 + CENTER_OF_MASS);
  let mean = values[0] ?? 0;
  let variance = 0;
  let weight = 0;
  return values.map((value) => {
    weight = weight * (1 - forgotten) + 1;
    const distance = value - mean;
    mean += distance / weight;
    variance = (1 - 1 / weight) * (variance + (distance * distance) / weight);
    return { mean, deviation: Math.sqrt(variance) };
  });
}
