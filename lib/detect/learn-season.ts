import type { SeasonalProfile } from "../domain/baseline.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { fitCountSpread } from "../stats/fit-count-spread.ts";
import { middleMean } from "../stats/middle-mean.ts";
import { recurringRecord } from "../stats/recurring-record.ts";
import { courseOf } from "./course.ts";
import { SLOT_MS, SLOTS_PER_DAY, weekdayAt } from "./expectation.ts";
import { learnOwnBursts } from "./own-bursts.ts";
import { weekdayFactors } from "./weekday-factors.ts";

const MINUTES_PER_SLOT = SLOT_MS / MINUTE_MS;
/** Neighbouring slots on either side that a time of day is smoothed over. */
const SMOOTHED_SLOTS = 1;

/**
 * The seasonal profile of a count, learned so that yesterday's attack does not become normal: each time of day is the
 * middle of its days, records and bursts are the highest that recur.
 *
 * @param values sums per period, oldest first, without gaps
 * @param startMs start of the first period
 * @param stepMinutes length of a period: 1 or 5
 * @param unit size of one event: 1 for counts, the mean run for summed milliseconds, > 0
 * @param weekdays how busy each weekday is, where a longer history has told; absent: learned from `values`
 */
export function learnSeason(
  values: readonly number[],
  startMs: EpochMs,
  stepMinutes: number,
  unit: number,
  weekdays?: readonly number[],
): SeasonalProfile {
  const firstSlot = Math.floor(startMs / SLOT_MS);
  const slots = sumsPerSlot(values, startMs, stepMinutes, firstSlot);
  const byWeekday = weekdays ?? weekdayFactors(slots, firstSlot);
  const factorOf = (index: number): number => byWeekday[weekdayAt((firstSlot + index) * SLOT_MS)] ?? 1;

  /** Levels of one time of day, one per day, each smoothed over its neighbours and as if of an average weekday. */
  const levelsAt = (slot: number): number[] => {
    const levels: number[] = [];
    const first = (((slot - firstSlot) % SLOTS_PER_DAY) + SLOTS_PER_DAY) % SLOTS_PER_DAY;
    for (let index = first; index < slots.length; index += SLOTS_PER_DAY) {
      const around = slots.slice(Math.max(0, index - SMOOTHED_SLOTS), index + SMOOTHED_SLOTS + 1);
      levels.push(around.reduce((total, value) => total + value, 0) / around.length / factorOf(index));
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

  const expected = slots.map(
    (_, index) => (perSlot[(firstSlot + index) % SLOTS_PER_DAY] ?? 0) * factorOf(index),
  );
  const perDay = DAY_MS / (stepMinutes * MINUTE_MS);
  const season = {
    byTimeOfDay: perSlot.map((level) => level / MINUTES_PER_SLOT),
    byWeekday,
    ...fitCountSpread(expected, slots, unit),
    recordPerMinute: recurringRecord(slots, SLOTS_PER_DAY) / MINUTES_PER_SLOT,
    days: values.length / perDay,
  };
  const course = courseOf(values, startMs, stepMinutes, season, unit);
  return { ...season, ownBursts: learnOwnBursts(course, perDay, season, unit) };
}

function sumsPerSlot(
  values: readonly number[],
  startMs: EpochMs,
  stepMinutes: number,
  firstSlot: number,
): number[] {
  const sums: number[] = [];
  values.forEach((value, index) => {
    const slot = Math.floor((startMs + index * stepMinutes * MINUTE_MS) / SLOT_MS) - firstSlot;
    sums[slot] = (sums[slot] ?? 0) + value;
  });
  return sums;
}
