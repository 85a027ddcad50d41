import { describe, expect, it } from "vitest";
import { judgeFunction } from "../../../lib/detect/judge.ts";
import { detectThrottles } from "../../../lib/detect/throttles.ts";
import { witnesses } from "../../../lib/detect/witnesses.ts";
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
  UPLOADED,
} from "./scene.ts";

const baseline = learned({ rate: even(50), runMs: 900, also: { maxConcurrency: () => 3 } });
const scoreOf = (runs: (age: number) => number, refused: (age: number) => number): number =>
  detectThrottles(
    detectorInput(baseline, { ...runsOf(minutes(30, runs), 900), throttles: minutes(30, refused) }),
  )?.score ?? 0;

describe("throttles", () => {
  it("show a demand that the limit hides: runs flat, ten times as many refused", () => {
    expect(
      scoreOf(
        () => 100,
        (age) => (age < 3 ? 1_000 : 0),
      ),
    ).toBeGreaterThan(1);
  });

  it("are silent where the pool is merely tight, in demand or in the share that is refused", () => {
    expect(
      scoreOf(
        () => 60,
        (age) => (age < 3 ? 40 : 0),
      ),
    ).toBeLessThan(1);
    expect(
      scoreOf(
        (age) => (age < 3 ? 5_000 : 50),
        (age) => (age < 3 ? 300 : 0),
      ),
    ).toBeLessThan(1);
  });

  it("are silent about a single minute of four times the usual demand", () => {
    expect(
      scoreOf(
        () => 50,
        (age) => (age === 0 ? 150 : 0),
      ),
    ).toBeLessThan(1);
  });

  it("confirm a loop that has used up its concurrency, and tell it from a flood", () => {
    const filled = (age: number): boolean => age < 8;
    const runs = minutes(40, (age) => (filled(age) ? 13_000 : 50));
    const verdict = judgeFunction({
      profile: functionProfile({ triggers: [UPLOADED], reservedConcurrency: 200 }),
      baseline,
      window: minutesUntil(NOW, {
        ...runsOf(runs, 900),
        errors: runs.map(() => 0),
        throttles: minutes(40, (age) => (filled(age) ? 4_000 : 0)),
        maxConcurrency: minutes(40, (age) => (filled(age) ? 200 : 3)),
      }),
      nowMs: NOW + 120_000,
      prices: lambdaPrices("us-east-1"),
    });
    if (verdict.kind !== "anomalous") throw new Error(verdict.reason);
    expect(witnesses(verdict.anomaly)).toEqual(expect.arrayContaining(["Throttles", "ConcurrentExecutions"]));
    expect(verdict.anomaly.cause).toBe("loop");
    expect(verdict.anomaly.causeSentence).toContain("the concurrency is used up");
  });
});
