import type { SeriesDetector } from "../series-detector.ts";
import { movingMoments } from "./moving-moments.ts";
import { judgeDeviations } from "./squash.ts";

const THRESHOLD = 3;
const PROBATION_ROWS = 30;

/**
 * Distance from the exponentially weighted moving average in its standard deviations.
 * Source: Roberts (1959), "Control Chart Tests Based on Geometric Moving Averages", Technometrics 1 (3); here as
 * `stddev_from_moving_average` of Etsy's Skyline (2013).
 */
export const ewma: SeriesDetector = ({ values }) => {
  const moments = movingMoments(values);
  const deviations = values.map((value, row) => {
    const { mean, deviation } = moments[row] ?? { mean: 0, deviation: 0 };
    return row < PROBATION_ROWS ? 0 : Math.abs(value - mean) / Math.max(deviation, 1e-9);
  });
  return judgeDeviations(deviations, THRESHOLD);
};
