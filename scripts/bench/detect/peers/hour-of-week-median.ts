import { DAY_MS, HOUR_MS } from "../../../../lib/domain/time.ts";
import type { SeriesDetector } from "../series-detector.ts";
import { medianOf } from "./median.ts";
import { momentsOf } from "./moments.ts";
import { judgeDeviations } from "./squash.ts";

const THRESHOLD = 6;
/** Makes the MAD of normal data estimate its standard deviation: 1 / Φ⁻¹(0.75). */
const MAD_TO_SIGMA = 1.4826;
const LEAST_ROWS_OF_HOUR_OF_WEEK = 12;
const LEAST_ROWS = 8;
const MOST_ROWS_OF_HOUR_OF_DAY = 14 * 60;

/**
 * Distance from the median of the same hour of the week, in median absolute deviations; from the same hour of the
 * day until a week was seen. Refitted every hour from the complete hours before.
 * Source: Iglewicz & Hoaglin (1993), "How to Detect and Handle Outliers", ASQC vol. 16, with the seasons of a week.
 */
export const hourOfWeekMedian: SeriesDetector = ({ startMs, stepSeconds, values }) => {
  const byHourOfWeek: number[][] = Array.from({ length: 7 * 24 }, () => []);
  const byHourOfDay: number[][] = Array.from({ length: 24 }, () => []);
  const stepMs = stepSeconds * 1000;
  const deviations = new Float64Array(values.length);
  let pending: number[] = [];
  let hour = Number.NaN;
  let fit: Fit | undefined;
  let highest = Number.NEGATIVE_INFINITY;
  values.forEach((value, row) => {
    highest = Math.max(highest, value);
    const rowHour = Math.floor((startMs + row * stepMs) / HOUR_MS);
    if (rowHour !== hour) {
      byHourOfWeek[hourOfWeek(hour)]?.push(...pending);
      byHourOfDay[hour % 24]?.push(...pending);
      pending = [];
      hour = rowHour;
      const ofWeek = byHourOfWeek[hourOfWeek(hour)] ?? [];
      const ofDay = byHourOfDay[hour % 24] ?? [];
      fit = fitTo(
        ofWeek.length >= LEAST_ROWS_OF_HOUR_OF_WEEK ? ofWeek : ofDay.slice(-MOST_ROWS_OF_HOUR_OF_DAY),
        highest,
      );
    }
    if (fit) deviations[row] = Math.abs(value - fit.median) / fit.scale;
    pending.push(value);
  });
  return judgeDeviations(deviations, THRESHOLD);
};

type Fit = { readonly median: number; readonly scale: number };

function fitTo(history: readonly number[], highest: number): Fit | undefined {
  if (history.length < LEAST_ROWS) return undefined;
  const median = medianOf(history);
  const mad = medianOf(history.map((value) => Math.abs(value - median)));
  const { deviation } = momentsOf(history);
  // A count scatters at least as a Poisson one does, and no series is better known than to 5 %.
  const scale = Math.max(
    MAD_TO_SIGMA * mad,
    Math.sqrt(Math.max(median, 1e-9)),
    0.05 * Math.abs(median),
    median < 1e-9 && deviation === 0 ? 1e-9 : 0,
  );
  return { median, scale: Math.max(scale, highest > 3 ? 0.5 : 0.05 * (deviation + 1e-9) + 1e-6) };
}

const HOURS_PER_DAY = DAY_MS / HOUR_MS;

/** @param hour hours since 1970, which began on a Thursday; any fixed beginning of the week serves */
const hourOfWeek = (hour: number): number => hour % (7 * HOURS_PER_DAY);
