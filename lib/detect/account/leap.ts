import { median } from "simple-statistics";
import { stepNoise } from "../../stats/step-noise.ts";

/** A rise that lasts longer has had its functions looked for in each of so many minutes; what comes on top is a leap again. */
const FRESH_MINUTES = 10;
/** Of the minutes before the fresh ones; with more of them a rise would take an hour to become their middle. */
const LEVEL_MINUTES = 20;
/** Fewer minutes do not show what is usual. */
const LEAST_MINUTES = 60;
const DEVIATIONS = 5;
/** A leap that its own last two hours have nearly shown before is no news. */
const TIMES_RECORD = 1.3;

/** How many a minute more than before, over how many of the newest minutes. */
export type Leap = { readonly perMinute: number; readonly level: number; readonly minutes: number };

/** The middle of what came half an hour to ten minutes before the minute at `end`; 0 where nothing did. */
export function levelBefore(values: ArrayLike<number>, end: number): number {
  const earlier: number[] = [];
  for (let index = Math.max(0, end - FRESH_MINUTES - LEVEL_MINUTES); index < end - FRESH_MINUTES; index += 1)
    earlier.push(values[index] ?? 0);
  return earlier.length === 0 ? 0 : median(earlier);
}

/**
 * Whether the newest minutes of a course stand out from its own last two hours: beyond its noise, and beyond whatever it has
 * leapt since. It needs no baseline, so it is as fine on what is left of a large total as that is calm.
 *
 * About one in a hundred and fifty minutes of mere noise passes for a leap of one minute, which costs a look.
 *
 * @param values per minute, oldest first
 * @param minutes how many of the newest count together
 * @param least   smallest leap per minute that is one, in the unit of the values
 */
export function leapOf(values: ArrayLike<number>, minutes: number, least: number): Leap | undefined {
  const { length } = values;
  if (length < LEAST_MINUTES) return undefined;
  const leapAt = (end: number): number => meanBefore(values, end, minutes) - levelBefore(values, end);
  const perMinute = leapAt(length);
  if (perMinute < least) return undefined;
  const before = Array.from({ length: length - FRESH_MINUTES }, (_, index) => values[index] ?? 0);
  if (perMinute <= (DEVIATIONS * stepNoise(before)) / Math.sqrt(minutes)) return undefined;
  for (let end = FRESH_MINUTES + LEVEL_MINUTES; end <= length - FRESH_MINUTES; end += minutes)
    if (TIMES_RECORD * leapAt(end) >= perMinute) return undefined;
  return { perMinute, level: levelBefore(values, length), minutes };
}

function meanBefore(values: ArrayLike<number>, end: number, minutes: number): number {
  let sum = 0;
  for (let index = end - minutes; index < end; index += 1) sum += values[index] ?? 0;
  return sum / minutes;
}
