import { basename } from "node:path";
import { generateSet } from "./generate/generate-set.ts";
import type { BenchSet } from "./measure.ts";
import type { BenchOptions } from "./options.ts";
import { readSet } from "./read-set.ts";

export type SetOptions = Pick<BenchOptions, "seeds" | "perKind" | "shape" | "poison" | "split" | "set">;

/** What the detectors are measured on: the same options give the same items. */
export const benchSets = ({ seeds, perKind, shape, poison, split, set }: SetOptions): BenchSet[] =>
  set === undefined
    ? seeds.map((seed) => ({
        name: `seed ${seed}`,
        items: generateSet({ seed, perKind, split, course: shape, poisonDays: poison }),
      }))
    : set.map((directory) => ({ name: basename(directory), items: readSet(directory) }));
