import { median } from "simple-statistics";
import { middleMean } from "../stats/middle-mean.ts";
import { SLOT_MS, SLOTS_PER_DAY, weekdayAt } from "./expectation.ts";

const HOURS = 24;
const SLOTS_PER_HOUR = SLOTS_PER_DAY / HOURS;
/** With fewer busy hours a day's level is a matter of chance. */
const FEWEST_BUSY_HOURS = 6;
const LEAST_FACTOR = 0.1;
const EVERY_WEEKDAY_ALIKE: readonly number[] = [1, 1, 1, 1, 1, 1, 1];

/**
 * How much busier than usual each weekday is, 0 = Sunday, 0.1 or more.
 *
 * Two weeks show each weekday twice, so only what both say is believed: the factor is the one nearer to 1, and 1 when
 * they disagree on the direction. An attack on one Monday cannot make Mondays busy.
 *
 * @param values per slot, oldest first
 * @param firstSlot slots since 1970 of the first value
 */
export function weekdayFactors(values: readonly number[], firstSlot: number): readonly number[] {
  const days = hoursByDay(values, firstSlot);
  const typical = Array.from({ length: HOURS }, (_, hour) => {
    const sums = days.flatMap(({ sumOf }) => sumOf.get(hour) ?? []);
    return sums.length > 0 ? median(sums) : 0;
  });
  const levels: number[][] = EVERY_WEEKDAY_ALIKE.map(() => []);
  for (const { weekday, sumOf } of days) {
    const ratios = [...sumOf].flatMap(([hour, sum]) => {
      const usual = typical[hour] ?? 0;
      return usual > 0 ? [sum / usual] : [];
    });
    if (ratios.length >= FEWEST_BUSY_HOURS) levels[weekday]?.push(middleMean(ratios));
  }
  return levels.map(agreedFactor);
}

type DayOfHours = { readonly weekday: number; readonly sumOf: ReadonlyMap<number, number> };

/** The sums of the whole hours of each UTC day; the first and the last day may have few. */
function hoursByDay(values: readonly number[], firstSlot: number): readonly DayOfHours[] {
  const days = new Map<number, { weekday: number; sumOf: Map<number, number> }>();
  const toFullHour = (SLOTS_PER_HOUR - (firstSlot % SLOTS_PER_HOUR)) % SLOTS_PER_HOUR;
  for (let index = toFullHour; index + SLOTS_PER_HOUR <= values.length; index += SLOTS_PER_HOUR) {
    const slot = firstSlot + index;
    const day = Math.floor(slot / SLOTS_PER_DAY);
    const found = days.get(day) ?? { weekday: weekdayAt(slot * SLOT_MS), sumOf: new Map<number, number>() };
    let sum = 0;
    for (let offset = 0; offset < SLOTS_PER_HOUR; offset += 1) sum += values[index + offset] ?? 0;
    found.sumOf.set((slot % SLOTS_PER_DAY) / SLOTS_PER_HOUR, sum);
    days.set(day, found);
  }
  return [...days.values()];
}

function agreedFactor(levels: readonly number[]): number {
  if (levels.length < 2) return 1;
  if (levels.every((level) => level > 1)) return Math.min(...levels);
  if (levels.every((level) => level < 1)) return Math.max(LEAST_FACTOR, ...levels);
  return 1;
}
