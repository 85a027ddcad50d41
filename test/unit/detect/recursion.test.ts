import { describe, expect, it } from "vitest";
import { detectRecursion } from "../../../lib/detect/recursion.ts";
import { detectorInput, even, learned, minutes, runsOf } from "./scene.ts";

const baseline = learned({ rate: even(10) });
const scoreOf = (droppedAt: (age: number) => number): number =>
  detectRecursion(
    detectorInput(baseline, {
      ...runsOf(minutes(30, () => 10)),
      recursionsDropped: minutes(30, droppedAt),
    }),
  )?.score ?? 0;

describe("recursion", () => {
  it("is proven by one dropped run of the last quarter of an hour", () => {
    expect(scoreOf((age) => (age === 14 ? 1 : 0))).toBe(1);
    expect(scoreOf((age) => (age < 5 ? 3 : 0))).toBe(15);
  });

  it("is over when the last dropped run is older, and was never there without one", () => {
    expect(scoreOf((age) => (age === 15 ? 40 : 0))).toBe(0);
    expect(scoreOf(() => 0)).toBe(0);
  });

  it("is no finding where it was not read", () => {
    expect(detectRecursion(detectorInput(baseline, runsOf([1])))).toBeUndefined();
  });
});
