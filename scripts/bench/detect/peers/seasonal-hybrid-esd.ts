import { DAY_SECONDS } from "../generate/base-series.ts";
import type { SeriesDetector } from "../series-detector.ts";
import { medianInPlace } from "./median.ts";
import { momentsOf } from "./moments.ts";
import { judgeDeviations } from "./squash.ts";
import { studentTail } from "./student-t.ts";

const WINDOW_DAYS = 7;
const LEAST_DAYS = 2;
const SIGNIFICANCE = 0.05;
/** Makes the MAD of normal data estimate its standard deviation: 1 / Φ⁻¹(0.75). */
const MAD_TO_SIGMA = 1.4826;

/**
 * Distance of a row from the median day of the last seven, in median absolute deviations of what remains; the limit
 * is that of a generalized ESD test. An approximation of S-H-ESD for streams: every hour it is fitted anew to the
 * days before, where the original decomposes a whole series and looks back.
 * Source: Hochenbaum, Vallis & Kejariwal (2017), "Automatic Anomaly Detection in the Cloud Via Statistical
 * Learning", arXiv 1704.07706.
 */
export const seasonalHybridEsd: SeriesDetector = ({ stepSeconds, values }) => {
  const rowsPerDay = DAY_SECONDS / stepSeconds;
  const rowsPerHour = rowsPerDay / 24;
  const counts = Float64Array.from(values);
  const deviations = new Float64Array(values.length);
  for (let now = LEAST_DAYS * rowsPerDay; now < values.length; now += rowsPerHour) {
    const days = Math.min(WINDOW_DAYS, Math.floor(now / rowsPerDay));
    const window = counts.subarray(now - days * rowsPerDay, now);
    const season = smooth(medianDay(window, rowsPerDay), Math.max(1, rowsPerHour >> 1));
    const rest = withoutSeason(window, season);
    const { deviation } = momentsOf(rest);
    const center = medianInPlace(rest);
    const mad = medianInPlace(rest.map((value) => Math.abs(value - center)));
    const scale = Math.max(MAD_TO_SIGMA * mad, 1e-9 + 0.05 * deviation);
    for (let row = now; row < Math.min(values.length, now + rowsPerHour); row++)
      deviations[row] = Math.abs((counts[row] ?? 0) - (season[row - now] ?? 0) - center) / scale;
  }
  const windowRows = WINDOW_DAYS * rowsPerDay;
  return judgeDeviations(deviations, studentTail(SIGNIFICANCE / (2 * windowRows), windowRows));
};

/** The day that begins now, as the median of the days before. */
function medianDay(window: Float64Array, rowsPerDay: number): Float64Array {
  const days = window.length / rowsPerDay;
  const sameTime = new Float64Array(days);
  return Float64Array.from({ length: rowsPerDay }, (_, row) => {
    for (let day = 0; day < days; day++) sameTime[day] = window[day * rowsPerDay + row] ?? 0;
    return medianInPlace(sameTime);
  });
}

function withoutSeason(window: Float64Array, season: Float64Array): Float64Array {
  const rest = Float64Array.from(window);
  for (let from = 0; from < rest.length; from += season.length)
    for (let row = 0; row < season.length; row++)
      rest[from + row] = (rest[from + row] ?? 0) - (season[row] ?? 0);
  return rest;
}

/** Mean of each row and its `reach` neighbours on both sides, around midnight, too. */
function smooth(day: Float64Array, reach: number): Float64Array {
  const rows = day.length;
  let sum = 0;
  for (let near = -reach; near < reach; near++) sum += day[(near + rows) % rows] ?? 0;
  return day.map((_, row) => {
    sum += day[(row + reach) % rows] ?? 0;
    const mean = sum / (2 * reach + 1);
    sum -= day[(row - reach + rows) % rows] ?? 0;
    return mean;
  });
}
