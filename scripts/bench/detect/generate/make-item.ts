import { type Random, randomStream } from "../../../../lib/sim/random.ts";
import {
  type AttackKind,
  type BenchItem,
  type BenignKind,
  type ItemKind,
  isAttackKind,
  type RowRange,
} from "../bench-item.ts";
import { labelledWindows } from "../labelled-windows.ts";
import { ATTACKS } from "./attacks.ts";
import type { BaseSeries } from "./base-series.ts";
import { BENIGN } from "./benign.ts";
import { type Course, takeCourse } from "./excess-course.ts";
import { errorsBeside } from "./retry-errors.ts";
import { drawSlice, type Slice } from "./slice.ts";
import type { Split } from "./synthetic-series.ts";

export type ItemOptions = {
  readonly seed: number;
  readonly split: Split;
  readonly course: Course;
  /** Put the same attack into the history so many days earlier; 0: don't. */
  readonly poisonDays: number;
};

/** The `number`th item of a kind. The same arguments make the same item. */
export function makeItem(
  kind: ItemKind,
  number: number,
  bases: readonly BaseSeries[],
  options: ItemOptions,
): BenchItem {
  const random = randomStream(options.seed, `${options.split}/${kind}/${number}`);
  const id = `${options.seed}/${kind}_${number}`;
  return isAttackKind(kind)
    ? attackItem(id, kind, bases, options, random)
    : benignItem(id, kind, bases, random);
}

function attackItem(
  id: string,
  kind: AttackKind,
  bases: readonly BaseSeries[],
  { course, poisonDays }: ItemOptions,
  random: Random,
): BenchItem {
  const { fits, on } = ATTACKS[kind];
  const suited = bases.filter(({ isNearlyIdle }) => isNearlyIdle === (kind === "dormant"));
  const slice = drawSlice(random, suited, fits);
  const { from, excess: expected } = on(slice, random);
  const flat = expected.map((mean) => random.poisson(mean));
  // A loop grows by its own law.
  const excess = kind === "recursion" ? flat : takeCourse(flat, course, slice.minutesPerRow, random);
  const attack = rangeFrom(from, excess.length);
  const poison =
    poisonDays === 0 ? undefined : rangeFrom(from - poisonDays * slice.rowsPerDay, excess.length);
  const counts = withExcess(slice.counts, excess, [attack, poison]);
  const errors =
    kind === "retry" ? [errorsBeside(slice.counts, excess, [attack, poison], course, random)] : [];
  return item(id, kind, slice, [counts, ...errors], { attack, excess, poison });
}

function benignItem(id: string, kind: BenignKind, bases: readonly BaseSeries[], random: Random): BenchItem {
  const { fits, on } = BENIGN[kind];
  const slice = drawSlice(
    random,
    bases.filter(({ isNearlyIdle }) => !isNearlyIdle),
    fits,
  );
  const { counts, range } = on(slice, random);
  return item(id, kind, slice, [counts], { benign: range });
}

const rangeFrom = (from: number, rows: number): RowRange => ({ from, until: from + rows });

function withExcess(
  counts: readonly number[],
  excess: readonly number[],
  ranges: readonly (RowRange | undefined)[],
): number[] {
  const result = [...counts];
  for (const range of ranges)
    if (range)
      excess.forEach((extra, row) => {
        result[range.from + row] = (counts[range.from + row] ?? 0) + extra;
      });
  return result;
}

const item = (
  id: string,
  kind: ItemKind,
  { base, startMs, testFrom }: Slice,
  series: readonly (readonly number[])[],
  event: {
    readonly attack?: RowRange;
    readonly excess?: readonly number[];
    readonly benign?: RowRange | undefined;
    readonly poison?: RowRange | undefined;
  },
): BenchItem => ({
  id,
  kind,
  base: base.name,
  startMs,
  stepSeconds: base.stepSeconds,
  series: series.map((values) => ({ startMs, stepSeconds: base.stepSeconds, values })),
  testFrom,
  attack: event.attack,
  excess: event.excess ?? [],
  benign: event.benign,
  poison: event.poison,
  labelledWindows: labelledWindows(base.name),
});
