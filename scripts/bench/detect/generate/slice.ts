import type { EpochMs } from "../../../../lib/domain/time.ts";
import type { Random } from "../../../../lib/sim/random.ts";
import { type BaseSeries, DAY_SECONDS } from "./base-series.ts";

/** Fifteen whole days cut out of a base series, before anything is put into them. */
export type Slice = {
  readonly base: BaseSeries;
  readonly startMs: EpochMs;
  readonly counts: readonly number[];
  readonly rowsPerDay: number;
  readonly minutesPerRow: number;
  /** First row of the last day; all before is history. */
  readonly testFrom: number;
  /** Mean of the history at each row of the day. */
  readonly usualDay: readonly number[];
};

export const HISTORY_DAYS = 14;
export const DAYS = HISTORY_DAYS + 1;

/** Draws until a slice fits a kind of item. A fair share of the candidates fits every kind. */
const MOST_DRAWS = 400;

/** @throws {Error} when no slice of `bases` satisfies `fits` */
export function drawSlice(
  random: Random,
  bases: readonly BaseSeries[],
  fits: (slice: Slice) => boolean,
): Slice {
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const base = oneOf(random, bases);
    const rowsPerDay = DAY_SECONDS / base.stepSeconds;
    const firstDay = Math.floor(random.uniform() * (base.values.length / rowsPerDay - DAYS + 1));
    const keptRatio = oneOf(random, base.keptRatios);
    const counts = base.values
      .slice(firstDay * rowsPerDay, (firstDay + DAYS) * rowsPerDay)
      .map((count) => random.binomial(count, keptRatio));
    const slice: Slice = {
      base,
      startMs: base.startMs + firstDay * DAY_SECONDS * 1000,
      counts,
      rowsPerDay,
      minutesPerRow: base.stepSeconds / 60,
      testFrom: HISTORY_DAYS * rowsPerDay,
      usualDay: meanDay(counts, rowsPerDay),
    };
    if (fits(slice)) return slice;
  }
  throw new Error("no stretch of the base series is fit for this kind of item");
}

/** How many rows so many minutes take, one at least. */
export const rowsIn = ({ minutesPerRow }: Slice, minutes: number): number =>
  Math.max(1, Math.floor(minutes / minutesPerRow));

/** Mean of the half hour before and after a row. */
export function levelAround(slice: Slice, row: number): number {
  const reach = rowsIn(slice, 30);
  return meanOf(slice.counts.slice(Math.max(0, row - reach), row + reach + 1));
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** A whole number from `from` up to but not including `until`. */
export const wholeBetween = (random: Random, from: number, until: number): number =>
  from + Math.floor(random.uniform() * (until - from));

function meanDay(counts: readonly number[], rowsPerDay: number): number[] {
  const day = new Array<number>(rowsPerDay).fill(0);
  for (let row = 0; row < HISTORY_DAYS * rowsPerDay; row++)
    day[row % rowsPerDay] = (day[row % rowsPerDay] ?? 0) + (counts[row] ?? 0) / HISTORY_DAYS;
  return day;
}

function oneOf<T>(random: Random, choices: readonly T[]): T {
  const choice = choices[Math.floor(random.uniform() * choices.length)];
  if (choice === undefined) throw new RangeError("nothing to choose from");
  return choice;
}
