import type { SeasonalProfile, SpecialDay } from "../domain/baseline.ts";
import type { EpochMs } from "../domain/time.ts";
import type { HourlyHistory } from "./hourly-history.ts";
import { learnSpecialDays } from "./special-days.ts";
import { weekdayFactorsOfWeeks } from "./weekday-factors-of-weeks.ts";

/** What months of hours tell that two weeks cannot. */
export type Calendar = {
  /** `undefined`: there are too few weeks, and two have to do. */
  readonly byWeekday: readonly number[] | undefined;
  readonly specialDays: readonly SpecialDay[];
};

export const NO_CALENDAR: Calendar = { byWeekday: undefined, specialDays: [] };

/** @param unit size of one event: 1 for counts, the mean run for summed milliseconds, > 0 */
export const learnCalendar = (history: HourlyHistory, learnedAtMs: EpochMs, unit: number): Calendar => ({
  byWeekday: weekdayFactorsOfWeeks(history),
  specialDays: learnSpecialDays(history, learnedAtMs, unit),
});

/** The calendar of something that comes so many times as often. */
export const scaledCalendar = ({ byWeekday, specialDays }: Calendar, times: number): Calendar => ({
  byWeekday,
  specialDays: specialDays.map(({ leastByHour, ...special }) => ({
    ...special,
    leastByHour: leastByHour.map((level) => level * times),
  })),
});

export const withSpecialDays = (profile: SeasonalProfile, { specialDays }: Calendar): SeasonalProfile =>
  specialDays.length === 0 ? profile : { ...profile, specialDays };
