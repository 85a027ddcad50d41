import { median } from "simple-statistics";
import { DAY_MS } from "../domain/time.ts";
import { middleMean } from "../stats/middle-mean.ts";
import { SLOT_MS, SLOTS_PER_DAY, weekdayAt } from "./expectation.ts";

const HOURS = 24;
const SLOTS_PER_HOUR = SLOTS_PER_DAY / HOURS;
/** With fewer busy hours a day's level is a matter of chance. */
const FEWEST_BUSY_HOURS = 12;
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
  const toMidnight = (SLOTS_PER_DAY - (firstSlot % SLOTS_PER_DAY)) % SLOTS_PER_DAY;
  const dayCount = Math.floor((values.length - toMidnight) / SLOTS_PER_DAY);
  if (dayCount < 2) return EVERY_WEEKDAY_ALIKE;
  const hourly = Array.from({ length: dayCount }, (_, day) =>
    hourlySums(values, toMidnight + day * SLOTS_PER_DAY),
  );
  const typical = Array.from({ length: HOURS }, (_, hour) => median(hourly.map((sums) => sums[hour] ?? 0)));
  if (typical.filter((sum) => sum > 0).length < FEWEST_BUSY_HOURS) return EVERY_WEEKDAY_ALIKE;

  const levels: number[][] = EVERY_WEEKDAY_ALIKE.map(() => []);
  for (const [day, sums] of hourly.entries()) {
    const ratios = sums.flatMap((sum, hour) => {
      const usual = typical[hour] ?? 0;
      return usual > 0 ? [sum / usual] : [];
    });
    const weekday = weekdayAt((firstSlot + toMidnight) * SLOT_MS + day * DAY_MS);
    levels[weekday]?.push(middleMean(ratios));
  }
  return levels.map(agreedFactor);
}

function hourlySums(values: readonly number[], firstIndex: number): number[] {
  const sums = new Array<number>(HOURS).fill(0);
  for (let slot = 0; slot < SLOTS_PER_DAY; slot += 1) {
    const hour = Math.floor(slot / SLOTS_PER_HOUR);
    sums[hour] = (sums[hour] ?? 0) + (values[firstIndex + slot] ?? 0);
  }
  return sums;
}

function agreedFactor(levels: readonly number[]): number {
  if (levels.length < 2) return 1;
  if (levels.every((level) => level > 1)) return Math.min(...levels);
  if (levels.every((level) => level < 1)) return Math.max(LEAST_FACTOR, ...levels);
  return 1;
}
