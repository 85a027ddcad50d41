import type { SeasonalProfile } from "../domain/baseline.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../domain/time.ts";

const SLOT_MINUTES = 5;
const SLOT_MS = SLOT_MINUTES * MINUTE_MS;
/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 4;

/** How many runs are usual from one moment to another, by whole five minutes. O(n) in those. */
export function usualRuns(
  { byTimeOfDay, byWeekday }: SeasonalProfile,
  startMs: EpochMs,
  endMs: EpochMs,
): number {
  let runs = 0;
  for (let atMs = startMs; atMs < endMs; atMs += SLOT_MS) {
    const slot = Math.floor((atMs % DAY_MS) / SLOT_MS);
    const weekday = (Math.floor(atMs / DAY_MS) + EPOCH_WEEKDAY) % 7;
    runs += SLOT_MINUTES * (byTimeOfDay[slot] ?? 0) * (byWeekday[weekday] ?? 1);
  }
  return runs;
}
