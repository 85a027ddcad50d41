import type { SeriesDetector } from "../series-detector.ts";
import { complementaryError } from "./complementary-error.ts";
import { momentsOf } from "./moments.ts";
import { judgeDeviations } from "./squash.ts";

const WINDOW_ROWS = 6400;
const REFIT_ROWS = 100;
const PROBATION_ROWS = 30;
/** One in a million. */
const THRESHOLD_DECADES = 6;

/**
 * Tail probability of a value under the normal distribution of the last 6,400 rows.
 * Source: the `windowedGaussian` detector of the Numenta Anomaly Benchmark (Lavin & Ahmad 2015, arXiv 1510.03336).
 */
export const windowedGaussian: SeriesDetector = ({ values }) => {
  let window: number[] = [];
  let recent: number[] = [];
  let sum = 0;
  let squares = 0;
  let mean = 0;
  let deviation = 1;
  const decades = values.map((value, row) => {
    const distance = Math.abs(value - mean) / Math.max(deviation, 1e-6);
    const probability = window.length === 0 ? 1 : 0.5 * complementaryError(distance / Math.SQRT2);
    if (window.length < WINDOW_ROWS) {
      window.push(value);
      sum += value;
      squares += value * value;
      mean = sum / window.length;
      deviation = Math.sqrt(Math.max(squares / window.length - mean * mean, 0));
    } else {
      recent.push(value);
      if (recent.length === REFIT_ROWS) {
        window = [...window.slice(REFIT_ROWS), ...recent];
        recent = [];
        ({ mean, deviation } = momentsOf(window));
      }
    }
    return row < PROBATION_ROWS ? 0 : -Math.log10(Math.max(probability, 1e-300));
  });
  return judgeDeviations(decades, THRESHOLD_DECADES);
};
