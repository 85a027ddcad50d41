import type { MonthlyUsage } from "../domain/guard-usage.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { timesUsage } from "./guard-bill.ts";

const DAY_MINUTES = 24 * 60;

/** How far a calendar month (UTC) has gone, in minutes of the guard's own work. */
export type GuardMonth = {
  /** Minutes in which the guard has looked, > 0 at least when it has; fewer than have passed when it was deployed later. */
  readonly workedMinutes: number;
  /** Until the month ends, the present minute included; > 0. */
  readonly minutesLeft: number;
  readonly calendarMinutes: number;
};

/**
 * `watch` runs once a minute, so the count of its runs tells since when there is a guard, which nobody has written down.
 */
export function guardMonth(usage: MonthlyUsage, nowMs: EpochMs): GuardMonth {
  const now = new Date(nowMs);
  const startMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  const endMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  const passedMinutes = (nowMs - startMs) / MINUTE_MS;
  return {
    workedMinutes: Math.min(usage.watch?.lambdaInvocations ?? 0, passedMinutes),
    minutesLeft: Math.ceil((endMs - nowMs) / MINUTE_MS),
    calendarMinutes: (endMs - startMs) / MINUTE_MS,
  };
}

/**
 * What the month will have been if the guard goes on as it has so far. Work that is done each night stands in the count as
 * a whole, so less than a day counts as one: in its first hours the guess is too low rather than wild.
 */
export function expectedMonth(usage: MonthlyUsage, nowMs: EpochMs): MonthlyUsage {
  const { workedMinutes, minutesLeft } = guardMonth(usage, nowMs);
  return timesUsage(usage, 1 + minutesLeft / Math.max(workedMinutes, DAY_MINUTES));
}
