import { describe, expect, it } from "vitest";
import { detectConcurrency } from "../../../lib/detect/concurrency.ts";
import { judgeFunction } from "../../../lib/detect/judge.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import {
  detectorInput,
  even,
  functionProfile,
  learned,
  minutes,
  minutesUntil,
  NOW,
  runsOf,
} from "./scene.ts";

const TEN_MINUTES_MS = 600_000;
/** A run of ten minutes every five minutes: two at once. */
const longRuns = learned({ rate: even(0.2), runMs: TEN_MINUTES_MS, also: { maxConcurrency: () => 4 } });
const shop = learned({ rate: even(600), also: { maxConcurrency: () => 6 } });

function scoreOf(baseline: Baseline, levelAt: (age: number) => number): number {
  const series = { ...runsOf(minutes(30, () => 1)), maxConcurrency: minutes(30, levelAt) };
  return detectConcurrency(detectorInput(baseline, series))?.score ?? 0;
}

describe("concurrency", () => {
  it("shows a flood of runs that take ten minutes long before the first of them has ended", () => {
    expect(scoreOf(longRuns, (age) => (age < 2 ? 200 : 3))).toBeGreaterThan(3);
    expect(scoreOf(longRuns, (age) => (age < 1 ? 200 : 3))).toBeGreaterThan(1);
  });

  it("is enough to suspect such a function, of which the runs show nothing yet, and prices what runs", () => {
    const window = minutesUntil(NOW, {
      invocations: minutes(30, (age) => (age < 10 ? 0 : age % 5 === 0 ? 1 : 0)),
      durationMs: minutes(30, (age) => (age < 10 ? 0 : age % 5 === 0 ? TEN_MINUTES_MS : 0)),
      maxConcurrency: minutes(30, (age) => (age < 4 ? 200 : 3)),
    });
    const verdict = judgeFunction({
      profile: functionProfile({ timeoutSeconds: 900 }),
      baseline: longRuns,
      window,
      nowMs: NOW + 120_000,
      prices: lambdaPrices("us-east-1"),
    });
    if (verdict.kind !== "anomalous") throw new Error(verdict.reason);
    expect(verdict.anomaly.signals.map(({ kind }) => kind)).toEqual(["concurrency"]);
    // 200 GB for an hour: 720,000 GB-s at $0.0000166667.
    expect(verdict.anomaly.burn.actualUsdPerHour).toBeCloseTo(12, 1);
  });

  it("is silent at what a busy minute has, and at a burst of three times that in one minute", () => {
    expect(scoreOf(shop, () => 6)).toBeLessThan(1);
    expect(scoreOf(shop, (age) => (age === 0 ? 18 : 3))).toBeLessThan(1);
  });

  it("is silent about a launch that triples the runs in the middle of a burst", () => {
    expect(scoreOf(shop, (age) => (age < 20 ? 20 : 3))).toBeLessThan(1);
  });

  it("is silent about a few runs at once of a function that hardly has one", () => {
    const small = learned({ rate: even(1), also: { maxConcurrency: () => 1 } });
    expect(scoreOf(small, (age) => (age < 3 ? 5 : 1))).toBeLessThan(1);
    expect(scoreOf(small, (age) => (age < 3 ? 12 : 1))).toBeGreaterThanOrEqual(1);
  });

  it("is no finding where it was not read", () => {
    expect(detectConcurrency(detectorInput(shop, runsOf([1, 2])))).toBeUndefined();
  });
});
