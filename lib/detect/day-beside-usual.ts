import { type CountSpread, countZScore } from "../stats/count-z-score.ts";
import { fitCountSpread } from "../stats/fit-count-spread.ts";
import { DAYS_PER_WEEK, HOURS_PER_DAY, type HourlyHistory, hourOf, wholeDays } from "./hourly-history.ts";

/** Weeks on either side that an hour is compared with. */
const WEEKS_AROUND = 4;
const FEWEST_WEEKS = 3;
const FITTED_DAYS = 28;
const FEWEST_HOURS = 18;
/** An hour below two events is no deviation for an idle function. */
const LEAST_DEVIATION_EVENTS = 2;
/** Fewer events than this make no day special, whatever they multiply. */
const LEAST_EXCESS_EVENTS = 30;
/** A sale or a holiday lasts; what lasted an hour or two may have been an attack. */
const LEAST_BUSY_HOURS = 6;
const BUSY = { times: 1.5, hourDeviations: 4, dayDeviations: 3 };
const QUIET = { times: 0.67, dayDeviations: 2 };

/** A day beside what the same weekday did in the weeks around it. */
export type DayBesideUsual = {
  /** Sum of the known hours, and what they usually bring; both 0 when too little is known. */
  readonly actual: number;
  readonly usual: number;
  /** Far above its usual, for hours. */
  readonly isBusy: boolean;
  readonly isQuiet: boolean;
  /** Hours far above their usual; empty when too little is known. */
  readonly busyHours: ReadonlySet<number>;
};

const UNKNOWN: DayBesideUsual = {
  actual: 0,
  usual: 0,
  isBusy: false,
  isQuiet: false,
  busyHours: new Set(),
};

/**
 * Compares days of a history with their usual. Each day is looked at once, however often it is asked about.
 * @param unit size of one event: 1 for counts, the mean run for summed milliseconds, > 0
 */
export function besideUsual(history: HourlyHistory, unit: number): (day: number) => DayBesideUsual {
  const spread = spreadOf(history, unit);
  const days = new Map<number, DayBesideUsual>();
  return (day) => {
    const known = days.get(day) ?? compare(history, day, spread, unit);
    days.set(day, known);
    return known;
  };
}

/**
 * What an hour usually brings: the lower middle of the same hour of the week in the four weeks before and after. The lower
 * one, so that what happens every second week does not pass for usual. NaN where fewer than three weeks are known.
 */
export function usualHour(history: HourlyHistory, day: number, hour: number): number {
  const sorted: number[] = [];
  for (let week = -WEEKS_AROUND; week <= WEEKS_AROUND; week += 1) {
    const sum = week === 0 ? Number.NaN : hourOf(history, day + week * DAYS_PER_WEEK, hour);
    if (Number.isNaN(sum)) continue;
    // Insertion into so few is several times faster than sorting, and this runs thousands of times per function.
    let place = sorted.length;
    for (; place > 0 && (sorted[place - 1] ?? 0) > sum; place -= 1) sorted[place] = sorted[place - 1] ?? 0;
    sorted[place] = sum;
  }
  return sorted.length < FEWEST_WEEKS ? Number.NaN : (sorted[(sorted.length - 1) >> 1] ?? Number.NaN);
}

function compare(history: HourlyHistory, day: number, spread: CountSpread, unit: number): DayBesideUsual {
  const floor = LEAST_DEVIATION_EVENTS * unit;
  const busyHours = new Set<number>();
  let actual = 0;
  let usual = 0;
  let hours = 0;
  let raisedHours = 0;
  for (let hour = 0; hour < HOURS_PER_DAY; hour += 1) {
    const sum = hourOf(history, day, hour);
    if (Number.isNaN(sum)) continue;
    const level = usualHour(history, day, hour);
    if (Number.isNaN(level)) continue;
    hours += 1;
    actual += sum;
    usual += level;
    if (sum > 0 && sum >= BUSY.times * level) raisedHours += 1;
    const isFarAbove =
      sum >= BUSY.times * level &&
      sum - level >= LEAST_EXCESS_EVENTS * unit &&
      countZScore(sum, level, spread, floor) >= BUSY.hourDeviations;
    if (isFarAbove) busyHours.add(hour);
  }
  if (hours < FEWEST_HOURS) return UNKNOWN;
  const deviations = countZScore(actual, usual, spread, floor);
  const isMaterial = Math.abs(actual - usual) >= LEAST_EXCESS_EVENTS * unit;
  return {
    actual,
    usual,
    isBusy:
      isMaterial &&
      raisedHours >= LEAST_BUSY_HOURS &&
      actual >= BUSY.times * usual &&
      deviations >= BUSY.dayDeviations,
    isQuiet: isMaterial && actual <= QUIET.times * usual && deviations <= -QUIET.dayDeviations,
    busyHours,
  };
}

/** The noise of hours around their usual, from the last four weeks. */
function spreadOf(history: HourlyHistory, unit: number): CountSpread {
  const { last } = wholeDays(history);
  const expected: number[] = [];
  const actual: number[] = [];
  for (let day = last - FITTED_DAYS + 1; day <= last; day += 1)
    for (let hour = 0; hour < HOURS_PER_DAY; hour += 1) {
      const sum = hourOf(history, day, hour);
      const level = usualHour(history, day, hour);
      if (Number.isNaN(sum) || Number.isNaN(level)) continue;
      expected.push(level);
      actual.push(sum);
    }
  return fitCountSpread(expected, actual, unit);
}
