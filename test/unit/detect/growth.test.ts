import { describe, expect, it } from "vitest";
import { detectGrowth } from "../../../lib/detect/growth.ts";
import { counts, detectorInput, even, learned, minutes, runsOf } from "./scene.ts";

const baseline = learned({ rate: even(10) });
const scoreOf = (runsAt: (age: number) => number): number =>
  detectGrowth(detectorInput(baseline, runsOf(minutes(40, runsAt))))?.score ?? 0;

describe("growth", () => {
  it("shows a loop that starts 1.4 runs for each, minute by minute", () => {
    expect(scoreOf((age) => (age < 10 ? 10 * 1.4 ** (10 - age) : 10))).toBeGreaterThanOrEqual(1);
  });

  it("shows a loop that triples after two minutes", () => {
    expect(scoreOf((age) => [420, 130, 40][age] ?? 10)).toBeGreaterThanOrEqual(1);
  });

  it("is no jump to a new level, however high", () => {
    expect(scoreOf((age) => (age < 1 ? 900 : 10))).toBeLessThan(1);
    expect(scoreOf((age) => (age < 3 ? 900 : 10))).toBeLessThan(1);
  });

  it("is not the rush of a morning, which takes an hour to multiply by ten", () => {
    expect(scoreOf((age) => 10 * 10 ** ((40 - age) / 60))).toBeLessThan(1);
  });

  it("is not chance among small numbers", () => {
    const draw = counts(3);
    for (let trial = 0; trial < 500; trial += 1) expect(scoreOf(() => draw(10))).toBeLessThan(1);
  });
});
