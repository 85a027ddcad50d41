import { describe, expect, it } from "vitest";
import { climbOf } from "../../../../lib/detect/cause/climb.ts";

describe("climbOf", () => {
  it("calls it gradual when each minute goes up a step, also when the top has been reached since", () => {
    const loop = [33, 37, 208, 1_463, 7_465, 16_985, 17_200, 17_100];
    expect(climbOf(loop)).toEqual({ from: 37, to: 16_985, minutes: 4, isGradual: true });
  });

  it("counts the last step, though it is a small one", () => {
    // 10,665 of 15,953 is less than half as much again, so it is near enough to be the top.
    expect(climbOf([4, 65, 432, 2_318, 10_665, 15_953])).toEqual({
      from: 4,
      to: 10_665,
      minutes: 4,
      isGradual: true,
    });
  });

  it("does not call a jump gradual, nor one that takes two minutes", () => {
    expect(climbOf([100, 98, 5_000, 5_100])).toMatchObject({ from: 98, minutes: 1, isGradual: false });
    expect(climbOf([180, 202, 6_521, 12_996, 13_400])).toMatchObject({ minutes: 2, isGradual: false });
  });

  it("finds no climb in a level, in nothing, and in zeros", () => {
    expect(climbOf([100, 98, 104])).toMatchObject({ minutes: 0, isGradual: false });
    expect(climbOf([])).toEqual({ from: 0, to: 0, minutes: 0, isGradual: false });
    expect(climbOf([0, 0, 0])).toEqual({ from: 0, to: 0, minutes: 0, isGradual: false });
  });
});
