import { describe, expect, it } from "vitest";
import { HORIZONS } from "../../../lib/detect/horizons.ts";
import { learnSeason } from "../../../lib/detect/learn-season.ts";
import { counts, NOW } from "./scene.ts";

const DAYS = 14;
const PER_DAY = 288;
const SLOT = 144;

/** The own bursts of two weeks at 20 in each 5 minutes, with `height` for half an hour from noon of the named days. */
function burstsOf(days: readonly number[], height = 400): readonly number[] {
  const draw = counts(11);
  const values = Array.from({ length: DAYS * PER_DAY }, (_, index) => {
    const isBurst =
      days.includes(Math.floor(index / PER_DAY)) && index % PER_DAY >= SLOT && index % PER_DAY < SLOT + 6;
    return draw(20) + (isBurst ? height : 0);
  });
  return learnSeason(values, NOW - DAYS * PER_DAY * 300_000, 5, 1).ownBursts;
}
const ofHorizon = (bursts: readonly number[], blocks: number, blockMinutes: number): number =>
  bursts[
    HORIZONS.findIndex((horizon) => horizon.blocks === blocks && horizon.blockMinutes === blockMinutes)
  ] ?? Number.NaN;

describe("what a function bursts by nature", () => {
  it("is not learned from what happened once, or twice", () => {
    const calm = burstsOf([]);
    for (const attacked of [burstsOf([12]), burstsOf([3, 12])])
      expect(ofHorizon(attacked, 1, 5)).toBeLessThan(2 * ofHorizon(calm, 1, 5));
  });

  it("is learned from what happens on three days, and from what happens on a weekday of both weeks", () => {
    const calm = ofHorizon(burstsOf([]), 1, 5);
    expect(ofHorizon(burstsOf([2, 5, 11]), 1, 5)).toBeGreaterThan(10 * calm);
    expect(ofHorizon(burstsOf([4, 11]), 1, 5)).toBeGreaterThan(10 * calm);
  });

  it("does not show at a horizon that it does not fill: half an hour is no burst of two hours", () => {
    const bursts = burstsOf([2, 5, 11]);
    expect(ofHorizon(bursts, 6, 20)).toBeLessThan(3);
    expect(ofHorizon(bursts, 4, 5)).toBeGreaterThan(10);
  });

  it("within five minutes is taken for the most that they can hide, where only they are known", () => {
    const bursts = burstsOf([2, 5, 11]);
    expect(ofHorizon(bursts, 1, 1)).toBeCloseTo(5 * ofHorizon(bursts, 1, 5), 9);
  });
});
