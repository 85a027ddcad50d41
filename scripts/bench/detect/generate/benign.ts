import type { Random } from "../../../../lib/sim/random.ts";
import type { BenignKind, RowRange } from "../bench-item.ts";
import { DAY_SECONDS } from "./base-series.ts";
import { DAYS, levelAround, meanOf, rowsIn, type Slice, wholeBetween } from "./slice.ts";

/** A whole item's counts, and where in them something happened that must not alarm. */
export type BenignEvent = { readonly counts: readonly number[]; readonly range: RowRange | undefined };

export type BenignShape = {
  readonly fits: (slice: Slice) => boolean;
  readonly on: (slice: Slice, random: Random) => BenignEvent;
};

const isBusy = ({ counts }: Slice): boolean => meanOf(counts) >= 8;
const isInUse = ({ counts }: Slice): boolean => meanOf(counts) >= 0.15;

/** A new version takes 1.3 to 1.6 times the calls from some time on, for good. */
const deployStep: BenignShape["on"] = (slice, random) => {
  const { counts, testFrom, rowsPerDay } = slice;
  const from = testFrom + wholeBetween(random, rowsIn(slice, 120), rowsPerDay - rowsIn(slice, 240));
  const growth = 0.3 + 0.3 * random.uniform();
  return {
    counts: counts.map((count, row) => (row < from ? count : count + random.poisson(count * growth))),
    range: { from, until: counts.length },
  };
};

/** Five to ten times the mean for twenty minutes, at the same time every day, in the history too. */
const batchJob: BenignShape["on"] = (slice, random) => {
  const { counts, testFrom, rowsPerDay, minutesPerRow } = slice;
  const rows = rowsIn(slice, 20);
  const ofDay = wholeBetween(random, 0, rowsPerDay - rowsIn(slice, 30));
  const level = Math.max(meanOf(counts.slice(0, testFrom)), minutesPerRow) * (5 + 5 * random.uniform());
  return {
    counts: counts.map((count, row) => {
      const inDay = row % rowsPerDay;
      return inDay >= ofDay && inDay < ofDay + rows ? count + random.poisson(level) : count;
    }),
    range: { from: testFrom + ofDay, until: testFrom + ofDay + rows },
  };
};

/** Two quiet days every week, the last of them just before the test day: the rise is that of every week. */
const weekly: BenignShape["on"] = (slice, random) => {
  const { counts, startMs, testFrom, rowsPerDay } = slice;
  const keptRatio = 0.3 + 0.2 * random.uniform();
  const weekday = (day: number): number => new Date(startMs + day * DAY_SECONDS * 1000).getUTCDay();
  const testDay = weekday(DAYS - 1);
  const quiet = [(testDay + 6) % 7, (testDay + 5) % 7];
  return {
    counts: counts.map((count, row) =>
      quiet.includes(weekday(Math.floor(row / rowsPerDay))) ? random.binomial(count, keptRatio) : count,
    ),
    range: { from: testFrom, until: testFrom + rowsIn(slice, 240) },
  };
};

/** One row of five times the present level. */
const blip: BenignShape["on"] = (slice, random) => {
  const { counts, testFrom, rowsPerDay, minutesPerRow } = slice;
  const at = wholeBetween(random, testFrom + rowsIn(slice, 60), testFrom + rowsPerDay - rowsIn(slice, 5) - 1);
  const extra = random.poisson(Math.max(levelAround(slice, at), minutesPerRow) * 5 + 5);
  return {
    counts: counts.map((count, row) => (row === at ? count + extra : count)),
    range: { from: at, until: at + 1 },
  };
};

export const BENIGN: Readonly<Record<BenignKind, BenignShape>> = {
  deploy_step: { fits: isBusy, on: deployStep },
  batch_job: { fits: isInUse, on: batchJob },
  weekly: { fits: isInUse, on: weekly },
  blip: { fits: isInUse, on: blip },
  none: { fits: isInUse, on: ({ counts }) => ({ counts, range: undefined }) },
};
