import { finalPeriods, type Measurement, type Window } from "../domain/observation.ts";
import { DAY_MS, HOUR_MS, SECOND_MS, type TimeSpan } from "../domain/time.ts";
import { periodsBeforeFirstRun } from "./first-run.ts";

export const HOURS_PER_DAY = DAY_MS / HOUR_MS;
export const DAYS_PER_WEEK = 7;

/** Months of one measurement, hour by hour, oldest first. */
export type HourlyHistory = {
  /** Hours since 1970 of the first value. */
  readonly firstHour: number;
  /** Sums per hour; NaN where nothing may be learned. */
  readonly values: Float64Array;
};

/**
 * The final hours of a window from the first run on; the time before is not known to have been silence.
 *
 * @param window   periods of an hour, with `invocations` and the measurement
 * @param excluded spans of which nothing may be learned; an hour that one touches is unknown
 * @throws {RangeError} when the periods are of another length
 */
export function hourlyHistory(
  window: Window,
  measurement: Measurement,
  excluded: readonly TimeSpan[] = [],
): HourlyHistory {
  if (window.periodSeconds * SECOND_MS !== HOUR_MS)
    throw new RangeError(`hourlyHistory: periods must be of 3600 s, got ${window.periodSeconds}`);
  const length = finalPeriods(window);
  const from = periodsBeforeFirstRun(window);
  const firstHour = window.startMs / HOUR_MS + from;
  const values = Float64Array.from(window.series[measurement]?.slice(from, length) ?? []);
  for (const { startMs, endMs } of excluded)
    values.fill(
      Number.NaN,
      Math.max(0, Math.floor(startMs / HOUR_MS) - firstHour),
      Math.max(0, Math.ceil(endMs / HOUR_MS) - firstHour),
    );
  return { firstHour, values };
}

/** The sum of one hour of a day, both counted from 1970; NaN where it is not known. */
export const hourOf = ({ firstHour, values }: HourlyHistory, day: number, hour: number): number =>
  values[day * HOURS_PER_DAY + hour - firstHour] ?? Number.NaN;

/** The days, counted from 1970, that the history covers in full: `[first, last]`; `first > last` when there is none. */
export function wholeDays({ firstHour, values }: HourlyHistory): {
  readonly first: number;
  readonly last: number;
} {
  return {
    first: Math.ceil(firstHour / HOURS_PER_DAY),
    last: Math.floor((firstHour + values.length) / HOURS_PER_DAY) - 1,
  };
}

/** The 24 sums of a day; NaN where they are not known. */
export const dayOf = (history: HourlyHistory, day: number): readonly number[] =>
  Array.from({ length: HOURS_PER_DAY }, (_, hour) => hourOf(history, day, hour));
