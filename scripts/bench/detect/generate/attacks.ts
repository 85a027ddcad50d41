import type { Random } from "../../../../lib/sim/random.ts";
import type { AttackKind } from "../bench-item.ts";
import { quantileOf } from "../quantile.ts";
import { levelAround, meanOf, rowsIn, type Slice, wholeBetween } from "./slice.ts";

/** Expected counts above the usual ones, row by row from `from` on. */
export type Attack = { readonly from: number; readonly excess: readonly number[] };

export type AttackShape = {
  /** Whether an attack of this kind means anything on this slice. */
  readonly fits: (slice: Slice) => boolean;
  readonly on: (slice: Slice, random: Random) => Attack;
};

const isBusy = ({ counts }: Slice): boolean => meanOf(counts) >= 8;
const isInUse = ({ counts }: Slice): boolean => meanOf(counts) >= 0.15;

/** What 1000 concurrent executions of one second can do in a minute. */
const MOST_PER_MINUTE = 60_000;

/** Somewhere on the test day, not in its first hour, with the attack over before midnight. */
const someRow = (slice: Slice, random: Random, minutes: number): number =>
  wholeBetween(
    random,
    slice.testFrom + rowsIn(slice, 60),
    slice.testFrom + slice.rowsPerDay - rowsIn(slice, minutes) - 1,
  );

const repeated = (length: number, value: number): number[] => new Array<number>(length).fill(value);

/** So many times the present level, at least of one run a minute, from one minute to the next. */
const flood = (times: number, minutes: number): AttackShape["on"] => {
  return (slice, random) => {
    const from = someRow(slice, random, minutes);
    const level = Math.max(levelAround(slice, from), slice.minutesPerRow);
    return { from, excess: repeated(rowsIn(slice, minutes), level * (times - 1)) };
  };
};

/** Grows from 1.2 to 3 times the usual course over twelve hours. */
const leech: AttackShape["on"] = (slice, random) => {
  const { usualDay, testFrom, rowsPerDay } = slice;
  const rows = rowsIn(slice, 12 * 60);
  const from = wholeBetween(random, testFrom, testFrom + rowsIn(slice, 11 * 60));
  const least = 0.3 * meanOf(usualDay);
  const excess = Array.from({ length: rows }, (_, row) => {
    const ramp = 0.2 + (1.8 * row) / (rows - 1);
    return ramp * Math.max(usualDay[(from + row) % rowsPerDay] ?? 0, least);
  });
  return { from, excess };
};

/** A function that calls itself twice: doubles every minute until the account has no more to give. */
const recursion: AttackShape["on"] = (slice, random) => {
  const rows = rowsIn(slice, 60);
  const perMinute = Array.from({ length: 60 }, (_, minute) => Math.min(MOST_PER_MINUTE, 2 ** (minute + 1)));
  const excess = Array.from({ length: rows }, (_, row) =>
    perMinute
      .slice(row * slice.minutesPerRow, (row + 1) * slice.minutesPerRow)
      .reduce((sum, count) => sum + count, 0),
  );
  return { from: someRow(slice, random, 60), excess };
};

/** Everything fails and is tried two times more for an hour and a half. */
const retry: AttackShape["on"] = (slice, random) => {
  const rows = rowsIn(slice, 90);
  const from = someRow(slice, random, 90);
  const least = 0.5 * levelAround(slice, from);
  const excess = slice.counts.slice(from, from + rows).map((count) => 2 * Math.max(count, least));
  return { from, excess };
};

/** The load of a busy hour for two hours, at the quietest time of the day: no number is unusual, only the hour. */
const night: AttackShape["on"] = (slice) => {
  const { usualDay, counts, testFrom, rowsPerDay } = slice;
  const rows = rowsIn(slice, 120);
  const startsWithin = rowsPerDay - rows - 1;
  const levels = Array.from({ length: startsWithin }, (_, row) => meanOf(usualDay.slice(row, row + rows)));
  const from = testFrom + levels.indexOf(Math.min(...levels));
  const busyLevel = quantileOf(counts.slice(0, testFrom), 0.95) ?? 0;
  const excess = counts.slice(from, from + rows).map((count) => Math.max(0, busyLevel - count));
  return { from, excess };
};

/** Whether a busy hour has at least twice the load of a quiet one. */
function hasNight({ usualDay, counts, rowsPerDay }: Slice): boolean {
  const rowsPerHour = rowsPerDay / 24;
  const hours = Array.from({ length: 24 }, (_, hour) =>
    meanOf(usualDay.slice(hour * rowsPerHour, (hour + 1) * rowsPerHour)),
  );
  return meanOf(counts) >= 3 && Math.max(...hours) >= 2 * Math.max(Math.min(...hours), 0.2);
}

/** Twenty runs a minute of what hardly ever runs. */
const dormant: AttackShape["on"] = (slice, random) => ({
  from: someRow(slice, random, 60),
  excess: repeated(rowsIn(slice, 60), 20 * slice.minutesPerRow),
});

const hasRun = ({ counts, testFrom }: Slice): boolean =>
  counts.slice(0, testFrom).reduce((sum, count) => sum + count, 0) >= 3;

export const ATTACKS: Readonly<Record<AttackKind, AttackShape>> = {
  flood50: { fits: isInUse, on: flood(50, 30) },
  flood10: { fits: isInUse, on: flood(10, 60) },
  flood3: { fits: isBusy, on: flood(3, 120) },
  leech: { fits: isBusy, on: leech },
  recursion: { fits: isInUse, on: recursion },
  retry: { fits: isBusy, on: retry },
  night: { fits: hasNight, on: night },
  dormant: { fits: hasRun, on: dormant },
};
