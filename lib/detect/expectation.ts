import type { SeasonalProfile, SpecialDay } from "../domain/baseline.ts";
import { DAY_MS, type EpochMs, HOUR_MS } from "../domain/time.ts";

export const SLOT_MS = 300_000;
export const SLOTS_PER_DAY = DAY_MS / SLOT_MS;

/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 4;
export const weekdayAt = (atMs: EpochMs): number => (Math.floor(atMs / DAY_MS) + EPOCH_WEEKDAY) % 7;

/** The part of a profile that says what is expected when. */
export type Season = Pick<SeasonalProfile, "byTimeOfDay" | "byWeekday" | "specialDays">;

/**
 * What is expected in one minute at `atMs`, in the unit of the profile per minute.
 * The highest of the slot and its two neighbours: a daily job may start five minutes early or late and is still expected.
 */
export function expectedPerMinute(profile: Season, atMs: EpochMs): number {
  const { byTimeOfDay, byWeekday, specialDays } = profile;
  const slot = Math.floor(atMs / SLOT_MS) % SLOTS_PER_DAY;
  const before = byTimeOfDay[(slot + SLOTS_PER_DAY - 1) % SLOTS_PER_DAY] ?? 0;
  const after = byTimeOfDay[(slot + 1) % SLOTS_PER_DAY] ?? 0;
  const usual = Math.max(before, byTimeOfDay[slot] ?? 0, after) * (byWeekday[weekdayAt(atMs)] ?? 1);
  return specialDays === undefined ? usual : onThatDay(specialDays, atMs, usual);
}

function onThatDay(specialDays: readonly SpecialDay[], atMs: EpochMs, usual: number): number {
  const day = Math.floor(atMs / DAY_MS);
  const special = specialDays.find((one) => one.day === day);
  if (special === undefined) return usual;
  return Math.max(special.factor * usual, special.leastByHour[Math.floor((atMs % DAY_MS) / HOUR_MS)] ?? 0);
}
