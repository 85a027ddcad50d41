import { describe, expect, it } from "vitest";
import {
  normalAt,
  poissonAt,
  SALTS,
  slowNoiseAt,
  uniformAt,
} from "../../../../scripts/bench/watch/fleet/draws.ts";

const PLACES = Array.from({ length: 20_000 }, (_, position) => position);
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const deviationOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
};

describe("draws", () => {
  it("are the same in whatever order they are asked for", () => {
    const forwards = PLACES.slice(0, 50).map((position) => uniformAt(3, 7, position, SALTS.runs));
    const backwards = PLACES.slice(0, 50)
      .toReversed()
      .map((position) => uniformAt(3, 7, position, SALTS.runs));
    expect(backwards.toReversed()).toEqual(forwards);
  });

  it("differ by seed, subject, position and purpose", () => {
    const draws = [
      uniformAt(1, 1, 1, SALTS.runs),
      uniformAt(2, 1, 1, SALTS.runs),
      uniformAt(1, 2, 1, SALTS.runs),
      uniformAt(1, 1, 2, SALTS.runs),
      uniformAt(1, 1, 1, SALTS.errors),
    ];
    expect(new Set(draws).size).toBe(draws.length);
  });

  it("have the mean and the spread that their names promise", () => {
    const uniforms = PLACES.map((position) => uniformAt(1, 2, position, SALTS.runs));
    expect(meanOf(uniforms)).toBeCloseTo(0.5, 1);
    const normals = PLACES.map((position) => normalAt(1, 2, position, SALTS.runs));
    expect(meanOf(normals)).toBeCloseTo(0, 1);
    expect(deviationOf(normals)).toBeCloseTo(1, 1);
    const slow = PLACES.map((position) => slowNoiseAt(16, 1, 2, position, SALTS.ownNoise));
    expect(deviationOf(slow)).toBeCloseTo(1, 1);
  });

  // A Poisson number has a variance as large as its mean.
  it.each([0.05, 0.7, 12, 400])("count %d events on average, as spread as chance is", (mean) => {
    const counts = PLACES.map((position) => poissonAt(mean, 1, 2, position, SALTS.runs));
    expect(meanOf(counts) / mean).toBeGreaterThan(0.85);
    expect(meanOf(counts) / mean).toBeLessThan(1.15);
    expect(deviationOf(counts) ** 2 / mean).toBeGreaterThan(0.85);
    expect(deviationOf(counts) ** 2 / mean).toBeLessThan(1.15);
  });

  it("count nothing where nothing is expected", () => {
    expect(poissonAt(0, 1, 2, 3, SALTS.runs)).toBe(0);
  });
});
