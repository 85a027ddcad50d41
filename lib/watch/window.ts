import { SETTLING_MS } from "../domain/lambda-metric.ts";
import type { TimeRange } from "../domain/observation.ts";
import { DAY_MS, type EpochMs, floorToMinute, HOUR_MS, MINUTE_MS, SECOND_MS } from "../domain/time.ts";

/** The longest rise that a tick looks for lasts two hours; a read costs the same whatever its length. */
const TICK_MINUTES = 125;
/** CloudWatch keeps minutes for 15 days. */
const LEARNED_DAYS = 14;
/** CloudWatch keeps hours for 455 days. A year and a month: last year's day, and the weeks around it. */
const LONG_LEARNED_DAYS = 400;
const SLOT_MS = 5 * MINUTE_MS;
/** The slowest rise that is looked for takes 8 hours; runs of up to 15 minutes are counted that late, and some time is not final. */
const LONG_LOOK_MS = 9 * HOUR_MS;
/** A query may not span more 1-minute periods than CloudWatch answers at once. */
const MAX_PROBED_MINUTES = 1_440;

/** What a tick looks at: the last two hours, and some minutes that are not final yet. */
export function tickRange(nowMs: EpochMs): TimeRange {
  const endMs = floorToMinute(nowMs);
  return { startMs: endMs - TICK_MINUTES * MINUTE_MS, endMs, periodSeconds: 60 };
}

/** What is looked at for what creeps in: the last hours up to the last whole 5 minutes. */
export function longRange(nowMs: EpochMs): TimeRange {
  const endMs = Math.floor(nowMs / SLOT_MS) * SLOT_MS;
  return { startMs: endMs - LONG_LOOK_MS, endMs, periodSeconds: SLOT_MS / SECOND_MS };
}

/**
 * What a baseline is learned from: the last 14 days up to the last whole 5 minutes. How a function bursts shows in
 * minutes alone; for what only confirms a suspicion, 5-minute periods do.
 *
 * All of it is final. A minute short of 14 days, the oldest of them would not be a whole day and be left out, and what comes
 * once a week would have been seen only once.
 */
export function learningRange(nowMs: EpochMs, periodSeconds: 60 | 300): TimeRange {
  const endMs = Math.floor((nowMs - SETTLING_MS) / SLOT_MS) * SLOT_MS;
  return { startMs: endMs - LEARNED_DAYS * DAY_MS, endMs, periodSeconds };
}

/** What weekdays and special days are learned from: over a year of hours, as far as CloudWatch has it. */
export function monthsRange(nowMs: EpochMs): TimeRange {
  const endMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  return { startMs: endMs - LONG_LEARNED_DAYS * DAY_MS, endMs, periodSeconds: 3600 };
}

/** What a brake or a probe is judged on: the whole minutes since `sinceMs`, at most the last day. */
export function probeRange(sinceMs: EpochMs, nowMs: EpochMs): TimeRange {
  const endMs = floorToMinute(nowMs);
  const startMs = Math.max(floorToMinute(sinceMs), endMs - MAX_PROBED_MINUTES * MINUTE_MS);
  return { startMs: Math.min(startMs, endMs - MINUTE_MS), endMs, periodSeconds: 60 };
}
