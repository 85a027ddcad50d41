import { finalPeriods, type Measurement, type Window } from "../../domain/observation.ts";
import type { Courses } from "../detector.ts";
import { levelBefore } from "./leap.ts";

/** Runs and billed milliseconds per period, oldest first. */
export type Use = Readonly<Record<keyof Courses, Float64Array>>;

/**
 * What the account's total has beyond the functions that were read: the work of functions that nobody has read this time, or of
 * functions that nobody knows of. Never negative: metrics of one minute may show up one after the other.
 *
 * @param total     `invocations` and `durationMs` of the account
 * @param functions the same periods of those that were read
 */
export function unexplainedUse(total: Window, functions: readonly Window[]): Use {
  const length = Math.min(finalPeriods(total), ...functions.map(finalPeriods));
  const beyond = (measurement: Measurement): Float64Array => {
    const rest = Float64Array.from(total.series[measurement]?.slice(0, length) ?? []);
    for (const { series } of functions) {
      const values = series[measurement] ?? [];
      for (let index = 0; index < rest.length; index += 1)
        rest[index] = (rest[index] ?? 0) - (values[index] ?? 0);
    }
    return rest.map((value) => Math.max(0, value));
  };
  return { runs: beyond("invocations"), durationMs: beyond("durationMs") };
}

/** Minutes over which a rise is judged at most. */
const NEWEST_MINUTES = 5;

/**
 * The account's events per minute; in the newest minutes without as many as those functions ran more than before that were read, since
 * each of those runs may have been one.
 * @param unexplainedRuns of `unexplainedUse`
 */
export function unexplainedEvents(
  events: readonly number[],
  allRuns: readonly number[],
  unexplainedRuns: ArrayLike<number>,
): readonly number[] {
  const explained = allRuns.map((runs, minute) => Math.max(0, runs - (unexplainedRuns[minute] ?? 0)));
  const before = levelBefore(explained, explained.length);
  const newest = events.length - NEWEST_MINUTES;
  return events.map((count, minute) =>
    minute < newest ? count : Math.max(0, count - Math.max(0, (explained[minute] ?? 0) - before)),
  );
}

/** The sum over `minutes` minutes, of which the newest ends `skipped` minutes before the newest. */
export function recentSum(values: Float64Array, minutes: number, skipped: number): number {
  const end = Math.max(0, values.length - skipped);
  let sum = 0;
  for (let index = Math.max(0, end - minutes); index < end; index += 1) sum += values[index] ?? 0;
  return sum;
}
