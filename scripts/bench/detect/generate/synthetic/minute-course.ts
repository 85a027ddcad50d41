import type { Random } from "../../../../../lib/sim/random.ts";

/** A minute of a made-up function's life. */
export type Minute = {
  /** From the first minute on. */
  readonly index: number;
  /** 0 to 1439. */
  readonly ofDay: number;
  readonly day: number;
  readonly isWeekend: boolean;
};

/** Expected or exact runs in a minute, by what the family is. */
export type MinuteCourse = (minute: Minute) => number;

/** Four weeks, so that a slice of fifteen days can begin on fourteen different days. */
export const DAYS = 28;
export const MINUTES_PER_DAY = 1440;

/** A Monday, in no daylight-saving change. */
export const START_MS = Date.parse("2026-01-05T00:00:00Z");

/** Every minute of the four weeks, one count each. */
export const minuteCounts = (countIn: MinuteCourse): number[] =>
  Array.from({ length: DAYS * MINUTES_PER_DAY }, (_, index) => {
    const day = Math.floor(index / MINUTES_PER_DAY);
    return countIn({ index, day, ofDay: index % MINUTES_PER_DAY, isWeekend: day % 7 >= 5 });
  });

/** Evenly between `from` and `until`. */
export const between = (random: Random, from: number, until: number): number =>
  from + (until - from) * random.uniform();

/** One or more busy times of day over a quiet floor; 1 at the highest peak, `floorRatio` far from all. */
export function dayCourse(
  peaks: readonly { readonly hour: number; readonly widthHours: number; readonly height: number }[],
  floorRatio: number,
): (ofDay: number) => number {
  return (ofDay) => {
    const hour = ofDay / 60;
    const busy = Math.max(
      ...peaks.map((peak) => {
        const apart = Math.abs(hour - peak.hour);
        const hours = Math.min(apart, 24 - apart);
        return peak.height * Math.exp(-0.5 * (hours / peak.widthHours) ** 2);
      }),
    );
    return floorRatio + (1 - floorRatio) * busy;
  };
}

/**
 * A mood that lasts: multiplies a rate by a log-normal factor of mean 1 that forgets itself over `memoryMinutes`.
 * @param spread standard deviation of its logarithm
 */
export function slowMood(random: Random, spread: number, memoryMinutes: number): () => number {
  const kept = Math.exp(-1 / memoryMinutes);
  let state = random.normal();
  return () => {
    state = kept * state + Math.sqrt(1 - kept * kept) * random.normal();
    return Math.exp(spread * state - (spread * spread) / 2);
  };
}

/** More scattered than Poisson: its variance grows with the square of the mean, as that of real traffic does. */
export const scattered = (random: Random, mean: number, spread: number): number =>
  random.poisson(mean * Math.exp(spread * random.normal() - (spread * spread) / 2));
