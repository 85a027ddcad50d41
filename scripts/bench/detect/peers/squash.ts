/** Brings a deviation of 0 or more into 0 to 1 without changing the order; the threshold becomes 0.5. */
export const squash = (deviation: number, threshold: number): number =>
  deviation > 0 ? deviation / (deviation + threshold) : 0;

/** Scores and flags of a detector whose rule is "more than so many deviations". */
export const judgeDeviations = (deviations: ArrayLike<number>, threshold: number) => ({
  scores: Float64Array.from(deviations, (deviation) => Math.min(1, squash(deviation, threshold))),
  anomalous: Array.from(deviations, (deviation) => deviation > threshold),
});
