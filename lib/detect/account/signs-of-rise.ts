import { countZScore } from "../../stats/count-z-score.ts";
import type { Usual } from "../surge.ts";
import { figure } from "../wording.ts";
import { leapOf, levelBefore } from "./leap.ts";

/** Why the account was found risen, and over how many of the newest minutes. */
export type Found = { readonly words: string; readonly minutes: number };

const LEAST_DEVIATION_EVENTS = 2;
const TIMES_BUSY = 1.3;
const LEAST_FAILURES = 10;
const TIMES_FAILURES = 3;

/** `timesExpected` tells a rise that matters from one that is merely significant in a large total. */
const LOOKS = [
  { minutes: 1, timesExpected: 1.5, deviations: 4 },
  { minutes: 5, timesExpected: 1.2, deviations: 3 },
] as const;

/** How much a minute more than before, over the newest minutes. */
export const riseOver = (values: ArrayLike<number>, minutes: number): number =>
  sumOfNewest(values, minutes) / minutes - levelBefore(values, values.length);

function sumOfNewest(values: ArrayLike<number>, minutes: number): number {
  let sum = 0;
  for (let index = Math.max(0, values.length - minutes); index < values.length; index += 1)
    sum += values[index] ?? 0;
  return sum;
}

/**
 * Above what the account is expected to do and above what it did before the newest ten minutes: a rise that has lasted so long has
 * been looked into, and looking on every minute would show nothing new.
 *
 * @param leastPerMinute what rises by less is none, in the unit of the values
 */
export function riseOf(
  what: string,
  values: ArrayLike<number>,
  usual: Usual,
  leastPerMinute = 0,
): Found | undefined {
  const perMinute = Math.max(usual.expected, levelBefore(values, values.length));
  for (const { minutes, timesExpected, deviations } of LOOKS) {
    const covered = Math.min(minutes, values.length);
    const actual = sumOfNewest(values, covered);
    const expected = perMinute * covered;
    const score = countZScore(actual, expected, usual.spread, LEAST_DEVIATION_EVENTS * usual.unit);
    const isEnough = actual - expected >= leastPerMinute * covered;
    if (isEnough && actual > timesExpected * expected && score > deviations)
      return {
        words: `account: ${figure(actual)} ${what} in ${covered} min, ${figure(expected)} expected`,
        minutes: covered,
      };
  }
  return undefined;
}

/** A rise of what no function read explains, against its own last two hours. */
export function leap(what: string, values: ArrayLike<number>, least: number): Found | undefined {
  const found = leapOf(values, 1, least) ?? leapOf(values, 5, least);
  return (
    found && {
      words:
        `account: ${figure(found.perMinute)} ${what} a minute more than half an hour ago, ` +
        `beside ${figure(found.level)} that no function read explains`,
      minutes: found.minutes,
    }
  );
}

/** A retry storm begins with errors, long before its runs stand out among everybody's. */
export function failuresOf(errors: readonly number[], usualPerMinute: number): Found | undefined {
  const newest = errors.at(-1) ?? 0;
  const expected = Math.max(usualPerMinute, levelBefore(errors, errors.length));
  if (newest < LEAST_FAILURES || newest <= TIMES_FAILURES * expected) return undefined;
  return { words: `account: ${figure(newest)} errors in 1 min, ${figure(expected)} expected`, minutes: 1 };
}

/**
 * Where the limit of the account is reached, no more can run at once, however many would. How often it is reached on usual
 * days is not learned: half an hour tells.
 */
export function refusalsOf(throttles: readonly number[]): Found | undefined {
  const newest = throttles.at(-1) ?? 0;
  const before = levelBefore(throttles, throttles.length);
  if (newest < LEAST_FAILURES || newest <= TIMES_FAILURES * before) return undefined;
  return { words: `account: ${figure(newest)} calls refused in 1 min, ${figure(before)} before`, minutes: 1 };
}

export function crowdOf(concurrency: readonly number[], busyConcurrency: number): Found | undefined {
  const newest = concurrency.at(-1) ?? 0;
  if (newest <= TIMES_BUSY * Math.max(busyConcurrency, levelBefore(concurrency, concurrency.length)))
    return undefined;
  return {
    words: `account: ${figure(newest)} runs at once, a busy minute has ${figure(busyConcurrency)}`,
    minutes: 1,
  };
}
