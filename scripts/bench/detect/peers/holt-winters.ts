import { DAY_SECONDS } from "../generate/base-series.ts";
import type { SeriesDetector } from "../series-detector.ts";
import { judgeDeviations } from "./squash.ts";

const THRESHOLD = 4;
const SEASON_WEIGHT = 0.15;
const LEVEL_SLOWDOWN = 0.3;
const FIRST_DAY_LEVEL_WEIGHT = 0.02;
/** An error beyond so many bands moves the model no further: it is an event and not the course. */
const MOST_BANDS = 6;

/**
 * Level and daily season by exponential smoothing, with a band of smoothed absolute errors per time of day.
 * Source: Winters (1960), "Forecasting Sales by Exponentially Weighted Moving Averages", Management Science 6 (3);
 * the band is that of Brutlag (2000), "Aberrant Behavior Detection in Time Series for Network Monitoring", LISA.
 */
export const holtWinters: SeriesDetector = ({ stepSeconds, values }) => {
  const rowsPerDay = DAY_SECONDS / stepSeconds;
  const levelWeight = (2 / (rowsPerDay / 8 + 1)) * LEVEL_SLOWDOWN;
  const season = new Float64Array(rowsPerDay);
  const spread = new Float64Array(rowsPerDay);
  const spreadAt = (row: number): number => spread[(row + rowsPerDay) % rowsPerDay] ?? 0;
  let level = values[0] ?? 0;
  const deviations = values.map((value, row) => {
    const ofDay = row % rowsPerDay;
    const seasonal = season[ofDay] ?? 0;
    if (row < rowsPerDay) {
      season[ofDay] = value - level;
      level += FIRST_DAY_LEVEL_WEIGHT * (value - level);
      spread[ofDay] = Math.abs(value - level);
      return 0;
    }
    const expected = level + seasonal;
    const error = value - expected;
    const band =
      (spreadAt(ofDay) + spreadAt(ofDay - 1) + spreadAt(ofDay + 1)) / 3 + 1e-6 + 0.02 * Math.abs(expected);
    const isEvent = Math.abs(error) >= MOST_BANDS * band && row >= 3 * rowsPerDay;
    const learned = isEvent ? Math.sign(error) * MOST_BANDS * band : error;
    level += levelWeight * learned;
    season[ofDay] = seasonal + SEASON_WEIGHT * learned;
    spread[ofDay] = spreadAt(ofDay) + SEASON_WEIGHT * (Math.abs(learned) - spreadAt(ofDay));
    return row >= 2 * rowsPerDay ? Math.abs(error) / band : 0;
  });
  return judgeDeviations(deviations, THRESHOLD);
};
