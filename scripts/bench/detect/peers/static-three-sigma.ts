import { DAY_SECONDS } from "../generate/base-series.ts";
import type { SeriesDetector } from "../series-detector.ts";
import { momentsOf } from "./moments.ts";
import { judgeDeviations } from "./squash.ts";

const THRESHOLD = 3;

/**
 * Mean and standard deviation of the first rows, frozen; what most hand-made alarms are. It learns from 15 % of
 * fifteen days, the probation of the Numenta Anomaly Benchmark, but from no more than 750 rows or a day.
 */
export const staticThreeSigma: SeriesDetector = ({ stepSeconds, values }) => {
  const rowsPerDay = DAY_SECONDS / stepSeconds;
  const learnedRows = Math.min(Math.floor(0.15 * 15 * rowsPerDay), Math.max(750, rowsPerDay));
  const { mean, deviation } = momentsOf(values, 0, Math.min(learnedRows, values.length));
  const deviations = values.map((value, row) =>
    row < learnedRows ? 0 : Math.abs(value - mean) / Math.max(deviation, 1e-9),
  );
  return judgeDeviations(deviations, THRESHOLD);
};
