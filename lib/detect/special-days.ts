import { median } from "simple-statistics";
import type { SpecialDay } from "../domain/baseline.ts";
import { DAY_MS, type EpochMs } from "../domain/time.ts";
import { besideUsual, type DayBesideUsual, usualHour } from "./day-beside-usual.ts";
import { monthlyForerunners, yearlyForerunners } from "./forerunners.ts";
import { HOURS_PER_DAY, type HourlyHistory, hourOf } from "./hourly-history.ts";

const MINUTES_PER_HOUR = 60;
/** From the days that slow drift looks at to a week ahead, should learning fail for some nights. */
const FROM_DAY = -3;
const TO_DAY = 7;
/** Of a rhythm the newest occurrences count. It recurs when three, and three quarters of them, agree. */
const OCCURRENCES = 6;
const FEWEST_OCCURRENCES = 3;
const AGREEING_RATIO = 0.75;
/** How far a year may have changed the level that last year's day is scaled with. */
const MOST_GROWTH = 4;

/**
 * The days around the learning that were special whenever they came round: last year's holiday or sale, the end of every
 * month, every second Friday.
 *
 * A day is expected to be as busy as its busiest forerunner was, hour by hour, give or take an hour for daylight saving. To
 * expect too much only hides a little, to expect too little alarms; so a day is expected to be quiet only where every
 * forerunner was, and one year alone is believed half of it.
 *
 * @param history months of hours; of less than three months nothing recurs often enough
 * @param unit size of one event: 1 for counts, the mean run for summed milliseconds, > 0
 *
 * About 2 ms for 400 days.
 */
export function learnSpecialDays(
  history: HourlyHistory,
  learnedAtMs: EpochMs,
  unit: number,
): readonly SpecialDay[] {
  const today = Math.floor(learnedAtMs / DAY_MS);
  const look = besideUsual(history, unit);
  const found: SpecialDay[] = [];
  for (let day = today + FROM_DAY; day <= today + TO_DAY; day += 1) {
    const lastYear = yearlyForerunners(day).filter(
      (forerunner) => look(forerunner).usual > 0 || look(forerunner).isBusy,
    );
    const leastByHour = highestByHour([
      ...lastYear
        .filter((forerunner) => look(forerunner).isBusy)
        .map((forerunner) => levelsAfterAYear(history, day, forerunner, look(forerunner))),
      ...monthlyForerunners(day).map((days) => recurringLevels(history, days, look)),
    ]);
    const factor = leastByHour.length > 0 ? 1 : quietFactor(lastYear.map(look));
    if (leastByHour.length > 0 || factor < 1) found.push({ day, factor, leastByHour });
  }
  return found;
}

/** How last year's day went, per minute of each hour, at this year's level. */
function levelsAfterAYear(
  history: HourlyHistory,
  day: number,
  forerunner: number,
  then: DayBesideUsual,
): readonly number[] {
  const now = usualDay(history, day);
  const growth =
    then.usual > 0 && now > 0 ? Math.min(MOST_GROWTH, Math.max(1 / MOST_GROWTH, now / then.usual)) : 1;
  return eachHour((hour) => growth * highestAround(history, forerunner, hour));
}

/** What recurs in the hours of a rhythm; none where it is no rhythm of this function. */
function recurringLevels(
  history: HourlyHistory,
  days: readonly number[],
  look: (day: number) => DayBesideUsual,
): readonly number[] {
  const occurrences = days.filter((day) => isKnown(history, day)).slice(0, OCCURRENCES);
  if (occurrences.length < FEWEST_OCCURRENCES) return [];
  const needed = Math.max(FEWEST_OCCURRENCES, AGREEING_RATIO * occurrences.length);
  const levels = eachHour((hour) => {
    const agreeing = occurrences.filter((day) =>
      [hour - 1, hour, hour + 1].some((near) => look(day).busyHours.has(near)),
    );
    if (agreeing.length < needed) return 0;
    return median(agreeing.map((day) => highestAround(history, day, hour)));
  });
  return levels.some((level) => level > 0) ? levels : [];
}

const quietFactor = (lastYear: readonly DayBesideUsual[]): number =>
  lastYear.length > 0 && lastYear.every(({ isQuiet }) => isQuiet)
    ? Math.sqrt(Math.max(...lastYear.map(({ actual, usual }) => actual / usual)))
    : 1;

const highestByHour = (levels: readonly (readonly number[])[]): readonly number[] => {
  const some = levels.filter(({ length }) => length > 0);
  return some.length === 0 ? [] : eachHour((hour) => Math.max(...some.map((level) => level[hour] ?? 0)));
};

/** Per minute, of an hour and its two neighbours. */
function highestAround(history: HourlyHistory, day: number, hour: number): number {
  let highest = 0;
  for (let near = hour - 1; near <= hour + 1; near += 1) {
    const sum = hourOf(history, day, near);
    if (sum > highest) highest = sum;
  }
  return highest / MINUTES_PER_HOUR;
}

const usualDay = (history: HourlyHistory, day: number): number =>
  eachHour((hour) => usualHour(history, day, hour)).reduce(
    (total, level) => (Number.isNaN(level) ? total : total + level),
    0,
  );

const isKnown = (history: HourlyHistory, day: number): boolean =>
  !Number.isNaN(usualHour(history, day, 0)) && !Number.isNaN(hourOf(history, day, 0));

const eachHour = (levelOf: (hour: number) => number): readonly number[] =>
  Array.from({ length: HOURS_PER_DAY }, (_, hour) => levelOf(hour));
