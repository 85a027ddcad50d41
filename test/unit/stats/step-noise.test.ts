import { describe, expect, it } from "vitest";
import { stepNoise } from "../../../lib/stats/step-noise.ts";
import { counts } from "../detect/scene.ts";

describe("stepNoise", () => {
  it("finds the spread of independent values", () => {
    const draw = counts(3);
    // Poisson counts of 400 have a standard deviation of 20.
    const noise = stepNoise(Array.from({ length: 2_000 }, () => draw(400)));
    expect(noise).toBeGreaterThan(18);
    expect(noise).toBeLessThan(22);
  });

  it("is hardly changed by a course that climbs, nor by a few leaps", () => {
    const draw = counts(4);
    const calm = Array.from({ length: 120 }, () => draw(400));
    const climbing = calm.map((value, index) => value + 3 * index);
    const leaping = calm.map((value, index) => (index % 40 === 0 ? value * 10 : value));
    for (const values of [climbing, leaping])
      expect(Math.abs(stepNoise(values) / stepNoise(calm) - 1)).toBeLessThan(0.25);
  });

  it("knows none where nothing moves", () => {
    expect(stepNoise([7, 7, 7])).toBe(0);
    expect(stepNoise([7])).toBe(0);
  });
});
