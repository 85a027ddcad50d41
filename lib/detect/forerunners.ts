import { DAY_MS } from "../domain/time.ts";
import { easterDay } from "./easter.ts";
import { DAYS_PER_WEEK } from "./hourly-history.ts";

/*
 * Which days of the past may tell what a day is like. Days are counted from 1970, UTC; a holiday begins and ends in local
 * time, but last year it did so, too.
 */

const WEEKS_PER_YEAR = 52;
const MONTHS = 12;
const FORTNIGHTS = 6;
const WORKDAYS = 5;
/** Carnival is 48 days before Easter, Corpus Christi 60 after it. */
const DAYS_AROUND_EASTER = 60;

/** The days of last year that may be the same holiday or sale, each once. */
export function yearlyForerunners(day: number): readonly number[] {
  const { year, month, date } = dateOf(day);
  const sameDate = dayNumber(year - 1, month, date);
  const sinceEaster = day - easterDay(year);
  const found = [
    // The 29th of February would become the 1st of March.
    ...(dateOf(sameDate).date === date ? [sameDate] : []),
    day - WEEKS_PER_YEAR * DAYS_PER_WEEK,
    ...[nthWeekday(day, year - 1), nthWeekdayFromEnd(day, year - 1)].flatMap((found) => found ?? []),
    ...(Math.abs(sinceEaster) <= DAYS_AROUND_EASTER ? [easterDay(year - 1) + sinceEaster] : []),
  ];
  return [...new Set(found)];
}

/** One rhythm per list, the newest day first: the same date of each month, so many days before its end, and so on. */
export function monthlyForerunners(day: number): readonly (readonly number[])[] {
  const { year, month, date } = dateOf(day);
  const months = Array.from({ length: MONTHS }, (_, index) => {
    const first = dayNumber(year, month - 1 - index, 1);
    return { first, length: dayNumber(year, month - index, 1) - first };
  });
  const toEnd = dayNumber(year, month + 1, 1) - day;
  const workday = workdayOfMonth(day);
  const rhythms = [
    months.flatMap(({ first, length }) => (date <= length ? [first + date - 1] : [])),
    months.flatMap(({ first, length }) => (toEnd <= length ? [first + length - toEnd] : [])),
    ...(workday === undefined
      ? []
      : [
          months.flatMap(({ first, length }) => workdaysOf(first, length)[workday.fromStart] ?? []),
          months.flatMap(({ first, length }) => workdaysOf(first, length).at(-1 - workday.toEnd) ?? []),
        ]),
    Array.from({ length: FORTNIGHTS }, (_, index) => day - (index + 1) * 2 * DAYS_PER_WEEK),
  ];
  return rhythms;
}

type CalendarDate = { readonly year: number; readonly month: number; readonly date: number };

/** Months count from 0; out of range they run on into the neighbouring years. */
const dayNumber = (year: number, month: number, date: number): number => Date.UTC(year, month, date) / DAY_MS;

function dateOf(day: number): CalendarDate {
  const at = new Date(day * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate() };
}

/** The third Monday of a month, say, in another year; `undefined` where the month has no fifth one. */
function nthWeekday(day: number, year: number): number | undefined {
  const { month, date } = dateOf(day);
  const first = dayNumber(year, month, 1);
  const found = sameWeekdayFrom(first, day) + DAYS_PER_WEEK * Math.floor((date - 1) / DAYS_PER_WEEK);
  return dateOf(found).month === month ? found : undefined;
}

/** The last Friday of a month, say, in another year. */
function nthWeekdayFromEnd(day: number, year: number): number | undefined {
  const own = dateOf(day);
  const weeksToEnd = Math.floor((dayNumber(own.year, own.month + 1, 1) - 1 - day) / DAYS_PER_WEEK);
  const lastWeek = dayNumber(year, own.month + 1, 1) - DAYS_PER_WEEK;
  const found = sameWeekdayFrom(lastWeek, day) - DAYS_PER_WEEK * weeksToEnd;
  return dateOf(found).month === own.month ? found : undefined;
}

/** The first day from `from` on that has the weekday of `day`. */
const sameWeekdayFrom = (from: number, day: number): number =>
  from + ((((day - from) % DAYS_PER_WEEK) + DAYS_PER_WEEK) % DAYS_PER_WEEK);

function workdayOfMonth(day: number): { readonly fromStart: number; readonly toEnd: number } | undefined {
  const { year, month } = dateOf(day);
  const first = dayNumber(year, month, 1);
  const workdays = workdaysOf(first, dayNumber(year, month + 1, 1) - first);
  const fromStart = workdays.indexOf(day);
  return fromStart === -1 ? undefined : { fromStart, toEnd: workdays.length - 1 - fromStart };
}

/** Monday to Friday; public holidays are not known here. */
const workdaysOf = (first: number, length: number): readonly number[] =>
  Array.from({ length }, (_, index) => first + index).filter((day) => {
    const weekday = new Date(day * DAY_MS).getUTCDay();
    return weekday >= 1 && weekday <= WORKDAYS;
  });
