import { CutTree } from "./cut-tree.ts";

/** A tree around a random sample of the points so far, in which newer ones are more likely. */
export type SampledTree = Pick<CutTree, "score"> & {
  /** @param sequence number of the point, rising by one */
  offer(point: Float32Array, sequence: number): void;
};

/**
 * Weighted reservoir sampling, in which the chance of a point decays exponentially with its age.
 * Source: Efraimidis & Spirakis (2006), "Weighted random sampling with a reservoir", Information Processing Letters
 * 97 (5); in logarithms, so that no weight overflows.
 */
export function sampledTree(
  sampleSize: number,
  dimensions: number,
  timeDecay: number,
  chance: () => number,
): SampledTree {
  const tree = new CutTree(sampleSize, dimensions, chance);
  const weights = new Float64Array(sampleSize);
  const leaves = new Int32Array(sampleSize);
  let size = 0;
  let heaviest = 0;
  return {
    score: (point) => tree.score(point),
    offer(point, sequence) {
      const weight = Math.log(-Math.log(chance())) - timeDecay * sequence;
      const isFull = size === sampleSize;
      if (isFull && weight >= (weights[heaviest] ?? 0)) return;
      if (isFull) tree.remove(leaves[heaviest] ?? 0);
      const slot = isFull ? heaviest : size++;
      leaves[slot] = tree.insert(point);
      weights[slot] = weight;
      heaviest = indexOfLargest(weights, size);
    },
  };
}

function indexOfLargest(values: Float64Array, size: number): number {
  let largest = 0;
  for (let index = 1; index < size; index++)
    if ((values[index] ?? 0) > (values[largest] ?? 0)) largest = index;
  return largest;
}
