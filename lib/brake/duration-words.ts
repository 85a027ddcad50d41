import { DAY_MS, HOUR_MS, MINUTE_MS } from "../domain/time.ts";

/** A length of time for people, in the largest unit of which it has at least two: `30 min`, `6 h`, `4 days`. */
export function durationWords(ms: number): string {
  if (ms < 2 * HOUR_MS) return `${tenths(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${tenths(ms / HOUR_MS)} h`;
  return `${tenths(ms / DAY_MS)} days`;
}

const tenths = (value: number): number => Number(value.toFixed(1));
