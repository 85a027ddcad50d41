import { median, quantile } from "simple-statistics";
import type { CountSpread } from "./count-z-score.ts";

/** Squared 0.95 quantile of the standard normal: the 0.9 quantile of a squared standard normal. */
const SQUARE_AT_90 = 2.7055;
const FEWEST_POINTS = 20;
const LEAST_SPREAD = 0.05;

/**
 * Learns how noisy counts are around their expectation.
 *
 * The quiet half of the points tells the overdispersion, what the busy half shows beyond it the relative spread. The
 * 0.9 quantile of the squared residuals is matched instead of their mean, so a tenth of the history may be an attack.
 *
 * @param expected expectations per period, same length as `actual`
 * @param actual   counts per period
 * @param unit     size of one event in the unit of the counts: 1 for counts, the mean run for summed milliseconds, > 0;
 *                 expectations below half of it tell nothing and are left out
 * @returns overdispersion >= unit (never calmer than Poisson), relativeSpread 0.05 to 1; wide when hardly anything
 *          ran, since nothing is known then
 *
 * O(n).
 */
export function fitCountSpread(
  expected: readonly number[],
  actual: readonly number[],
  unit: number,
): CountSpread {
  const telling = expected.filter((m) => m >= unit / 2);
  if (telling.length < FEWEST_POINTS) return { overdispersion: 3 * unit, relativeSpread: 0.5 };
  const middle = median(telling);
  const quiet: number[] = [];
  expected.forEach((m, index) => {
    if (m >= unit / 2 && m <= middle) quiet.push(((actual[index] ?? 0) - m) ** 2 / m);
  });
  const overdispersion = Math.max(unit, quantile(quiet, 0.9) / SQUARE_AT_90);
  const busy: number[] = [];
  expected.forEach((m, index) => {
    if (m >= middle) busy.push((((actual[index] ?? 0) - m) / m) ** 2 - overdispersion / m);
  });
  const spread = Math.sqrt(Math.max(0, quantile(busy, 0.9) / SQUARE_AT_90));
  return { overdispersion, relativeSpread: Math.min(1, Math.max(LEAST_SPREAD, spread)) };
}
