import { describe, expect, it } from "vitest";
import { randomStream } from "../../../../lib/sim/random.ts";
import { CutTree } from "../../../../scripts/bench/detect/peers/random-cut-forest/cut-tree.ts";
import { scoreThreshold } from "../../../../scripts/bench/detect/peers/random-cut-forest/score-threshold.ts";

const point = (...values: number[]): Float32Array => Float32Array.from(values);

function crowd(capacity: number) {
  const random = randomStream(1, "crowd");
  const tree = new CutTree(capacity, 2, random.uniform);
  const points = Array.from({ length: capacity }, () => point(random.normal(), random.normal()));
  return { tree, leaves: points.map((each) => tree.insert(each)), points };
}

describe("a tree of random cuts", () => {
  it("scores a point far from the crowd above one in its midst", () => {
    const { tree } = crowd(200);
    expect(tree.score(point(8, -8))).toBeGreaterThan(2 * tree.score(point(0.01, 0.02)));
  });

  it("scores a point that it holds many times low", () => {
    const tree = new CutTree(100, 2, randomStream(1, "tree").uniform);
    for (let number = 0; number < 99; number++) tree.insert(point(3, 3));
    tree.insert(point(4, 4));
    // Mass 99 of 100 at depth 1: log2(101) * (1 - 99/200) / (1 + log2(100)).
    expect(tree.score(point(3, 3))).toBeCloseTo((Math.log2(101) * 0.505) / (1 + Math.log2(100)), 12);
  });

  it("forgets what is taken out of it", () => {
    const { tree, leaves } = crowd(50);
    for (const leaf of leaves) tree.remove(leaf);
    expect(tree.score(point(0, 0))).toBe(0);
    tree.insert(point(1, 2));
    // Alone at the root, seen once: log2(2) * (1 - 1/2) / (0 + log2(2)).
    expect(tree.score(point(1, 2))).toBe(0.5);
  });

  it("is as if the points taken out had never been there", () => {
    const scores = (withDetour: boolean): number => {
      let sum = 0;
      for (let seed = 0; seed < 200; seed++) {
        const { uniform, normal } = randomStream(seed, "detour");
        const tree = new CutTree(64, 1, uniform);
        const kept = Array.from({ length: 20 }, (_, index) => point(index));
        const outliers = withDetour ? [point(500), point(-500 + normal())] : [];
        const leaves = outliers.map((outlier) => tree.insert(outlier));
        for (const each of kept) tree.insert(each);
        for (const leaf of leaves) tree.remove(leaf);
        sum += tree.score(point(30));
      }
      return sum / 200;
    };
    expect(Math.abs(scores(true) / scores(false) - 1)).toBeLessThan(0.1);
  });
});

describe("the threshold over the scores", () => {
  it("is never below what the library calls an anomaly at all", () => {
    const threshold = scoreThreshold(0.001);
    for (let count = 0; count < 500; count++) threshold.learn(0.4);
    expect(threshold.current()).toBe(0.8);
  });

  it("rises with the scatter of the scores", () => {
    const threshold = scoreThreshold(0.001);
    for (let count = 0; count < 500; count++) threshold.learn(count % 2 === 0 ? 0.5 : 1.5);
    // Mean 1, deviation 0.5, deviation of the differences 1: 1 + 0.5 + 2 * (0.25 + 0.5).
    expect(threshold.current()).toBeCloseTo(3, 1);
  });
});
