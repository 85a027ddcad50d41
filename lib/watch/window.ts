import type { TimeRange } from "../domain/observation.ts";
import { DAY_MS, type EpochMs, floorToMinute, MINUTE_MS } from "../domain/time.ts";

/** The longest rise that a tick looks for lasts two hours; a read costs the same whatever its length. */
const TICK_MINUTES = 125;
/** CloudWatch keeps minutes for 15 days. */
const LEARNED_DAYS = 14;
const SLOT_MS = 5 * MINUTE_MS;
/** A query may not span more 1-minute periods than CloudWatch answers at once. */
const MAX_PROBED_MINUTES = 1_440;

/** What a tick looks at: the last two hours, and some minutes that are not final yet. */
export function tickRange(nowMs: EpochMs): TimeRange {
  const endMs = floorToMinute(nowMs);
  return { startMs: endMs - TICK_MINUTES * MINUTE_MS, endMs, periodSeconds: 60 };
}

/**
 * What a baseline is learned from: the last 14 days up to the last whole 5 minutes. How a function bursts shows in
 * minutes alone; for what only confirms a suspicion, 5-minute periods do.
 */
export function learningRange(nowMs: EpochMs, periodSeconds: 60 | 300): TimeRange {
  const endMs = Math.floor(nowMs / SLOT_MS) * SLOT_MS;
  return { startMs: endMs - LEARNED_DAYS * DAY_MS, endMs, periodSeconds };
}

/** What a brake or a probe is judged on: the whole minutes since `sinceMs`, at most the last day. */
export function probeRange(sinceMs: EpochMs, nowMs: EpochMs): TimeRange {
  const endMs = floorToMinute(nowMs);
  const startMs = Math.max(floorToMinute(sinceMs), endMs - MAX_PROBED_MINUTES * MINUTE_MS);
  return { startMs: Math.min(startMs, endMs - MINUTE_MS), endMs, periodSeconds: 60 };
}
