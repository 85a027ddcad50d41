import { describe, expect, it } from "vitest";
import { beginningOfStretch } from "../../../lib/detect/stretch.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import { counts, detectorInput, even, learned, minutes, runsOf, type Series } from "./scene.ts";

/** Minutes from its beginning to now. */
const lasted = (baseline: Baseline, series: Series): number =>
  (series.invocations?.length ?? 0) - beginningOfStretch(detectorInput(baseline, series));

describe("the beginning of a stretch", () => {
  const busy = learned({ rate: even(100), also: { errors: () => 0 } });

  it("is the first minute that is dear, across two that are not", () => {
    const runs = minutes(60, (age) => (age < 9 && age !== 4 && age !== 5 ? 900 : 100));
    expect(lasted(busy, runsOf(runs))).toBe(9);
  });

  it("is not an earlier burst that was over for three minutes", () => {
    const runs = minutes(60, (age) => (age < 4 || (age >= 7 && age < 9) ? 900 : 100));
    expect(lasted(busy, runsOf(runs))).toBe(4);
  });

  it("is the first minute whose runs are slow or fail", () => {
    const runs = minutes(60, () => 100);
    const slow = { invocations: runs, durationMs: minutes(60, (age) => (age < 6 ? 60_000 : 20_000)) };
    expect(lasted(busy, slow)).toBe(6);
    expect(lasted(busy, { ...runsOf(runs), errors: minutes(60, (age) => (age < 5 ? 80 : 0)) })).toBe(5);
  });

  it("is the newest minute when the minutes themselves look ordinary", () => {
    expect(lasted(busy, runsOf(minutes(60, () => 100)))).toBe(1);
  });

  it("is found within some minutes where a rise is lost in the noise of each of them", () => {
    // Three runs a minute, and seven: a single minute of seven is nothing unusual.
    const small = learned({ rate: even(3) });
    for (const seed of [1, 2, 3, 4, 5]) {
      const draw = counts(seed);
      const runs = minutes(125, (age) => draw(age < 90 ? 7 : 3));
      expect(Math.abs(lasted(small, runsOf(runs)) - 90)).toBeLessThan(12);
    }
  });

  it("is the beginning of the window where the rise is older", () => {
    const small = learned({ rate: even(3) });
    const draw = counts(7);
    expect(lasted(small, runsOf(minutes(125, () => draw(7))))).toBeGreaterThan(115);
  });
});
