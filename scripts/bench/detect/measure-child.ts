import { benchSets, type SetOptions } from "./bench-sets.ts";
import { DETECTORS } from "./detectors.ts";
import { type Measurement, measure } from "./measure.ts";

/** What the process is told first and only. */
export type MeasureTask = { readonly detector: string; readonly options: SetOptions };

/** What it says: after every item, and at the end. */
export type MeasureNews =
  | { readonly kind: "judged"; readonly ratio: number }
  | { readonly kind: "measured"; readonly measurement: Measurement };

const say = (news: MeasureNews): void => void process.send?.(news);

process.once("message", ({ detector, options }: MeasureTask) => {
  const named = DETECTORS[detector];
  if (named === undefined) throw new RangeError(`no detector ${detector}`);
  const sets = benchSets(options);
  const rows = sets
    .flatMap(({ items }) => items.flatMap(({ series }) => series))
    .reduce((sum, { values }) => sum + values.length, 0);
  const measurement = measure(named.judge, sets, (judged) => say({ kind: "judged", ratio: judged / rows }));
  say({ kind: "measured", measurement });
});
