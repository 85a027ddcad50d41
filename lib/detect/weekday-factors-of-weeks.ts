import { median, quantile } from "simple-statistics";
import { DAY_MS } from "../domain/time.ts";
import { middleMean } from "../stats/middle-mean.ts";
import { weekdayAt } from "./expectation.ts";
import { DAYS_PER_WEEK, dayOf, HOURS_PER_DAY, type HourlyHistory, wholeDays } from "./hourly-history.ts";

/** Enough for a median that two holidays and an attack cannot move; a new habit shows after half of it. */
const WEEKS = 8;
const FEWEST_WEEKS = 4;
/** With fewer busy hours a day's level is a matter of chance. */
const FEWEST_BUSY_HOURS = 6;
const LEAST_FACTOR = 0.1;

/**
 * How much busier than usual each weekday is, 0 = Sunday, 0.1 or more, from the last eight weeks.
 *
 * Each day is compared with the usual hours of its own week, so that growth over the weeks does not matter, and each
 * weekday is the middle of its days: a holiday or an attack is one of eight. A weekday whose days disagree on whether it
 * is busier or quieter counts as usual.
 *
 * @returns `undefined` when fewer than four weeks show every weekday
 */
export function weekdayFactorsOfWeeks(history: HourlyHistory): readonly number[] | undefined {
  const { first, last } = wholeDays(history);
  const levels: number[][] = Array.from({ length: DAYS_PER_WEEK }, () => []);
  for (let week = 0; week < WEEKS; week += 1) {
    const newest = last - week * DAYS_PER_WEEK;
    const oldest = newest - DAYS_PER_WEEK + 1;
    if (oldest < first) break;
    const days = Array.from({ length: DAYS_PER_WEEK }, (_, index) => dayOf(history, oldest + index));
    const usual = usualHours(days);
    days.forEach((hours, index) => {
      const ratios = hours.flatMap((sum, hour) => {
        const level = usual[hour] ?? 0;
        return level > 0 && !Number.isNaN(sum) ? [sum / level] : [];
      });
      if (ratios.length >= FEWEST_BUSY_HOURS)
        levels[weekdayAt((oldest + index) * DAY_MS)]?.push(middleMean(ratios));
    });
  }
  return levels.some(({ length }) => length < FEWEST_WEEKS) ? undefined : levels.map(agreedLevel);
}

/** The middle of a week's days at each hour; 0 where fewer than four of them are known. */
const usualHours = (days: readonly (readonly number[])[]): readonly number[] =>
  Array.from({ length: HOURS_PER_DAY }, (_, hour) => {
    const known = days.flatMap((hours) => {
      const sum = hours[hour] ?? Number.NaN;
      return Number.isNaN(sum) ? [] : [sum];
    });
    return known.length > DAYS_PER_WEEK / 2 ? median(known) : 0;
  });

function agreedLevel(levels: readonly number[]): number {
  const isBusier = quantile([...levels], 0.25) > 1;
  const isQuieter = quantile([...levels], 0.75) < 1;
  return isBusier || isQuieter ? Math.max(LEAST_FACTOR, median([...levels])) : 1;
}
