import { SETTLING_MS } from "../domain/lambda-metric.ts";
import { MINUTE_MS } from "../domain/time.ts";
import type { Usual } from "./surge.ts";

/** A count that grew so far above what is usual has left it; below, a step up is the beginning of something, not its growth. */
const TIMES_USUAL = 2;

/**
 * What is seen ended two minutes ago, and the next look is a minute away: so far ahead the present is not known yet.
 * Carrying growth on for longer would stop a little earlier what is dear soon anyway, and stop for good what is not:
 * an upload of a hundred files grows as steeply for two minutes. Fails toward spending, by the minute that the next look takes.
 */
const BLIND_MINUTES = SETTLING_MS / MINUTE_MS + 1;

export type GrowthAhead = { readonly doublingsPerMinute: number; readonly growingMinutes: number };

/**
 * How fast runs are growing now, and for how many minutes that may be carried on: as many as it has been seen for, at
 * most three. What lasted for some time is as likely as not to last as long again.
 *
 * Counted from the first minute that had left the usual, since a burst that begins within a minute looks like two
 * steps of growth as well: 0, 10, 54. The slowest of the steps counts.
 *
 * @param runs per minute, oldest first
 *
 * Source: the median of the delta t argument, Gott (1993), "Implications of the Copernican principle for our future
 * prospects", Nature 363, 315-319.
 */
export function growthAhead(runs: readonly number[], usual: Usual): GrowthAhead {
  const usualRuns = TIMES_USUAL * Math.max(usual.record, usual.expected, usual.unit);
  let doublingsPerMinute = 0;
  let growingMinutes = 0;
  while (growingMinutes < BLIND_MINUTES) {
    const from = runs.at(-2 - growingMinutes) ?? 0;
    const to = runs.at(-1 - growingMinutes) ?? 0;
    if (from < usualRuns || to <= from) break;
    const step = Math.log2(to / from);
    doublingsPerMinute = growingMinutes === 0 ? step : Math.min(doublingsPerMinute, step);
    growingMinutes += 1;
  }
  return { doublingsPerMinute, growingMinutes };
}
