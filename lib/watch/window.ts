import type { TimeRange } from "../domain/observation.ts";
import { DAY_MS, type EpochMs, floorToMinute, MINUTE_MS } from "../domain/time.ts";

/** Long enough for a slow ramp and for runs of up to 15 minutes, which are stamped with their start. */
const TICK_MINUTES = 30;
/** CloudWatch answers 14 days of 5-minute periods from what it keeps for 63 days. */
const LEARNED_DAYS = 14;
const LEARNED_PERIOD_SECONDS = 300;
/** A query may not span more 1-minute periods than CloudWatch answers at once. */
const MAX_PROBED_MINUTES = 1_440;

/** What a tick looks at: the last 30 whole minutes. */
export function tickRange(nowMs: EpochMs): TimeRange {
  const endMs = floorToMinute(nowMs);
  return { startMs: endMs - TICK_MINUTES * MINUTE_MS, endMs, periodSeconds: 60 };
}

/** What a baseline is learned from: the last 14 days up to the last whole 5 minutes. */
export function learningRange(nowMs: EpochMs): TimeRange {
  const periodMs = LEARNED_PERIOD_SECONDS * 1000;
  const endMs = Math.floor(nowMs / periodMs) * periodMs;
  return { startMs: endMs - LEARNED_DAYS * DAY_MS, endMs, periodSeconds: LEARNED_PERIOD_SECONDS };
}

/** What a brake or a probe is judged on: the whole minutes since `sinceMs`, at most the last day. */
export function probeRange(sinceMs: EpochMs, nowMs: EpochMs): TimeRange {
  const endMs = floorToMinute(nowMs);
  const startMs = Math.max(floorToMinute(sinceMs), endMs - MAX_PROBED_MINUTES * MINUTE_MS);
  return { startMs: Math.min(startMs, endMs - MINUTE_MS), endMs, periodSeconds: 60 };
}
