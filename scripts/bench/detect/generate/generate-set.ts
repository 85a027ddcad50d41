import { ATTACK_KINDS, BENIGN_KINDS, type BenchItem } from "../bench-item.ts";
import { type ItemOptions, makeItem } from "./make-item.ts";
import { recordedSeries } from "./recorded-series.ts";
import { syntheticSeries } from "./synthetic-series.ts";

/** So many items of every kind, attacks first. */
export function generateSet(options: ItemOptions & { readonly perKind: number }): BenchItem[] {
  const bases = [...recordedSeries, ...syntheticSeries(options.seed, options.split)];
  return [...ATTACK_KINDS, ...BENIGN_KINDS].flatMap((kind) =>
    Array.from({ length: options.perKind }, (_, number) => makeItem(kind, number, bases, options)),
  );
}
