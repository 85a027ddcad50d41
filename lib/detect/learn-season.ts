import type { SeasonalProfile } from "../domain/baseline.ts";
import { fitCountSpread } from "../stats/fit-count-spread.ts";
import { middleMean } from "../stats/middle-mean.ts";
import { recurringRecord } from "../stats/recurring-record.ts";
import { SLOT_MS, SLOTS_PER_DAY, weekdayAt } from "./expectation.ts";
import { weekdayFactors } from "./weekday-factors.ts";

const MINUTES_PER_SLOT = 5;

/**
 * The seasonal profile of a count, learned so that yesterday's attack does not become normal: each time of day is the
 * middle of its days, the record is the highest that recurs.
 *
 * @param values sums per 5-minute slot, oldest first, without gaps
 * @param firstSlot slots since 1970 of the first value
 * @param unit size of one event: 1 for counts, the mean run for summed milliseconds, > 0
 */
export function learnSeason(values: readonly number[], firstSlot: number, unit: number): SeasonalProfile {
  const byWeekday = weekdayFactors(values, firstSlot);
  const factorOf = (index: number): number => byWeekday[weekdayAt((firstSlot + index) * SLOT_MS)] ?? 1;

  /** Levels of one time of day, one per day, each smoothed over its neighbours and as if of an average weekday. */
  const levelsAt = (slot: number): number[] => {
    const levels: number[] = [];
    const first = (((slot - firstSlot) % SLOTS_PER_DAY) + SLOTS_PER_DAY) % SLOTS_PER_DAY;
    for (let index = first; index < values.length; index += SLOTS_PER_DAY) {
      const value = values[index] ?? 0;
      const level = ((values[index - 1] ?? value) + value + (values[index + 1] ?? value)) / 3;
      levels.push(level / factorOf(index));
    }
    return levels;
  };
  const seen = Array.from({ length: SLOTS_PER_DAY }, (_, slot) => {
    const levels = levelsAt(slot);
    return levels.length > 0 ? middleMean(levels) : undefined;
  });
  /** Stands in for times of day that a function younger than a day has not seen yet. */
  const usual = middleMean(seen.filter((level) => level !== undefined));
  const perSlot = seen.map((level) => level ?? usual);

  const expected = values.map(
    (_, index) => (perSlot[(firstSlot + index) % SLOTS_PER_DAY] ?? 0) * factorOf(index),
  );
  return {
    byTimeOfDay: perSlot.map((level) => level / MINUTES_PER_SLOT),
    byWeekday,
    ...fitCountSpread(expected, values, unit),
    recordPerMinute: recurringRecord(values, SLOTS_PER_DAY) / MINUTES_PER_SLOT,
  };
}
