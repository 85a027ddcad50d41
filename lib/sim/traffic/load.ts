import { DAY_MS, type EpochMs } from "../../domain/time.ts";
import type { Recording } from "./recordings.ts";

/** How much is asked of a function at a time, relative to its mean: 1 = as much as on average, >= 0. */
export type Load = (atMs: EpochMs) => number;

/** Where in a recording a fleet begins to read. */
export type Excerpt = {
  /** Whole weeks after the first matching weekday; whole, so that weekends stay weekends. >= 0. */
  readonly week: number;
  /** Moves the daily course to later hours, as for customers further west; >= 0. */
  readonly laterByMs: number;
};

const DAYS_PER_WEEK = 7;

/** The load of a function that is asked for at the same pace day and night. */
export const evenLoad: Load = () => 1;

/**
 * Plays `recording` from `startMs` on, on the same days of the week as it was recorded on. Its mean over the whole
 * recording is 1; a stretch of it may lie above or below.
 * @returns a load that throws RangeError for a time that the recording does not reach
 */
export function recordedLoad(recording: Recording, excerpt: Excerpt, startMs: EpochMs): Load {
  const periodMs = recording.periodSeconds * 1000;
  const meanCount = recording.counts.reduce((sum, count) => sum + count, 0) / recording.counts.length;
  const recordedFromMs = Date.parse(`${recording.firstDay}T00:00:00Z`);
  const daysToSameWeekday = Math.floor((startMs - recordedFromMs) / DAY_MS) % DAYS_PER_WEEK;
  const skippedMs = (daysToSameWeekday + DAYS_PER_WEEK * excerpt.week) * DAY_MS - excerpt.laterByMs;
  return (atMs) => {
    const count = recording.counts[Math.floor((atMs - startMs + skippedMs) / periodMs)];
    if (count === undefined) throw new RangeError(`the recording ${recording.source} does not reach ${atMs}`);
    return count / meanCount;
  };
}
