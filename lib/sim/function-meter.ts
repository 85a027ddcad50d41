import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { DurationModel } from "./duration-model.ts";
import type { PublishedTally } from "./metric-publication.ts";
import type { Minute } from "./minute-series.ts";
import { emptyTally, type MinuteTally } from "./minute-tally.ts";
import type { Random } from "./random.ts";

/** Runs that ended: how many, how many of them failed, and their durations. */
export type EndedRuns = {
  readonly runs: number;
  readonly failedRuns: number;
  readonly startedMs: EpochMs;
  readonly totalMs: number;
  readonly longestMs: number;
  readonly shortestMs: number;
};

/** Measures one function; what a minute gathered is handed to CloudWatch when the minute is over. */
export type FunctionMeter = {
  /** The present minute's tally, for what is stamped as it happens. */
  now(): MinuteTally;
  beginMinute(minute: Minute): void;
  /** Counts them into the minute they started in, however long ago that is. */
  count(ended: EndedRuns): void;
  /** Everything measured since the last call. */
  takeTallies(functionName: string): readonly PublishedTally[];
};

export function functionMeter(): FunctionMeter {
  const tallies = new Map<Minute, MinuteTally>();
  let present = emptyTally();
  let presentMinute = -1;

  function tallyOf(minute: Minute): MinuteTally {
    if (minute === presentMinute) return present;
    const known = tallies.get(minute);
    if (known !== undefined) return known;
    const tally = emptyTally();
    tallies.set(minute, tally);
    return tally;
  }

  return {
    now: () => present,
    beginMinute(minute) {
      presentMinute = minute;
      present = emptyTally();
    },
    count({ runs, failedRuns, startedMs, totalMs, longestMs, shortestMs }) {
      const tally = tallyOf(Math.floor(startedMs / MINUTE_MS));
      tally.invocations += runs;
      tally.errors += failedRuns;
      tally.durationMs += totalMs;
      if (longestMs > tally.longestMs) tally.longestMs = longestMs;
      if (tally.shortestMs === 0 || shortestMs < tally.shortestMs) tally.shortestMs = shortestMs;
    },
    takeTallies(functionName) {
      const taken = [...tallies].map(([minute, tally]) => ({ functionName, minute, tally }));
      taken.push({ functionName, minute: presentMinute, tally: present });
      tallies.clear();
      return taken;
    },
  };
}

/** Longest and shortest of `count` runs without drawing each: the extremes' own distribution. */
export function drawExtremes(
  model: DurationModel,
  count: number,
  totalMs: number,
  random: Random,
): { longestMs: number; shortestMs: number } {
  const meanMs = totalMs / count;
  if (count === 1) return { longestMs: meanMs, shortestMs: meanMs };
  const longestMs = model.quantileMs(random.uniform() ** (1 / count));
  const shortestMs = model.quantileMs(1 - random.uniform() ** (1 / count));
  return { longestMs: Math.max(meanMs, longestMs), shortestMs: Math.min(meanMs, shortestMs) };
}
