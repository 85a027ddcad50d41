import { DAY_SECONDS } from "../generate/base-series.ts";
import type { SeriesDetector } from "../series-detector.ts";
import { medianInPlace } from "./median.ts";
import { momentsOf } from "./moments.ts";
import { movingMoments } from "./moving-moments.ts";
import { studentTail } from "./student-t.ts";

const TESTS = 6;
const CONSENSUS = 5;
const PROBATION_ROWS = 30;
const SIGNIFICANCE = 0.05;
const MOST_DEVIATIONS = 3;
const MOST_MADS = 6;

/**
 * Votes of six simple tests; five make an anomaly. Approximate: the original keeps a day of history and runs all
 * tests on it at every point, here the running ones go over the whole past and the median is renewed every half hour.
 * Source: Etsy's Skyline (2013), `algorithms.py`; the Grubbs test is Grubbs (1969), Technometrics 11 (1).
 */
export const skyline: SeriesDetector = ({ stepSeconds, values }) => {
  const rowsPerDay = DAY_SECONDS / stepSeconds;
  const moving = movingMoments(values);
  const rowsPerHour = Math.max(1, Math.floor(rowsPerDay / 24));
  const firstHour = momentsOf(values, 0, Math.min(values.length, rowsPerHour));
  const recentMedian = slidingMedian(values, rowsPerDay, Math.max(1, Math.floor(rowsPerDay / 48)));
  const votes = runningSums(values).map(({ count, mean, deviation, trend }, row) => {
    if (row < Math.max(PROBATION_ROWS, rowsPerHour)) return 0;
    const value = values[row] ?? 0;
    const tail = row < 2 ? value : (value + (values[row - 1] ?? 0) + (values[row - 2] ?? 0)) / 3;
    const average = moving[row] ?? { mean: 0, deviation: 0 };
    const { median, mad } = recentMedian(row);
    const residual = tail - trend.at(row);
    return [
      Math.abs(tail - mean) > MOST_DEVIATIONS * deviation,
      Math.abs(tail - average.mean) > MOST_DEVIATIONS * average.deviation,
      Math.abs(tail - firstHour.mean) > MOST_DEVIATIONS * firstHour.deviation,
      Math.abs(value - median) > MOST_MADS * mad,
      Math.abs(residual) > MOST_DEVIATIONS * trend.deviation && trend.deviation > 0.5,
      (tail - mean) / Math.max(deviation, 1e-9) > grubbsLimit(count),
    ].filter(Boolean).length;
  });
  return {
    scores: votes.map((count) => (count / TESTS) * 0.999),
    anomalous: votes.map((count) => count >= CONSENSUS),
  };
};

/** Mean, standard deviation and straight line of all rows so far, at every row. */
function runningSums(values: readonly number[]) {
  let sum = 0;
  let squares = 0;
  let rows = 0;
  let rowSquares = 0;
  let products = 0;
  return values.map((value, row) => {
    const count = row + 1;
    sum += value;
    squares += value * value;
    rows += row;
    rowSquares += row * row;
    products += row * value;
    const mean = sum / count;
    const deviation = Math.sqrt(Math.max(squares / count - mean ** 2, 0));
    const scatter = Math.max(rowSquares - (rows * rows) / count, 1e-9);
    const slope = (products - (rows * sum) / count) / scatter;
    const intercept = mean - (slope * rows) / count;
    const trend = {
      at: (index: number): number => intercept + slope * index,
      deviation: Math.sqrt(Math.max(deviation ** 2 - (slope * slope * scatter) / count, 0)),
    };
    return { count, mean, deviation, trend };
  });
}

/** Median and MAD of the last `windowRows`, as of the last multiple of `renewRows`. */
function slidingMedian(values: readonly number[], windowRows: number, renewRows: number) {
  let median = 0;
  let mad = 0;
  let renewedAt = Number.NEGATIVE_INFINITY;
  return (row: number) => {
    const at = row - (row % renewRows);
    if (at !== renewedAt) {
      renewedAt = at;
      const window = Float64Array.from(values.slice(Math.max(0, at - windowRows), at + 1));
      median = medianInPlace(window);
      mad = medianInPlace(window.map((value) => Math.abs(value - median)));
    }
    return { median, mad };
  };
}

/** By number of rows: the same for all series, and costly. */
const grubbsLimits: number[] = [];

/** How many standard deviations above the mean the largest of `count` normal values may lie. */
function grubbsLimit(count: number): number {
  const known = grubbsLimits[count];
  if (known !== undefined) return known;
  const atLeastFour = Math.max(count, 4);
  const squared = studentTail(SIGNIFICANCE / (2 * atLeastFour), atLeastFour - 2) ** 2;
  const limit = ((count - 1) / Math.sqrt(count)) * Math.sqrt(squared / (atLeastFour - 2 + squared));
  grubbsLimits[count] = limit;
  return limit;
}
