import { describe, expect, it } from "vitest";
import type { DetectorInput } from "../../../lib/detect/detector.ts";
import { finalMinutes, minuteAt } from "../../../lib/detect/final-minutes.ts";
import { impactOf, type RiskTerms } from "../../../lib/detect/impact.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import { signal } from "./cause/cause-scene.ts";
import {
  coursesSeen,
  even,
  functionProfile,
  learned,
  minutes,
  minutesUntil,
  NOW,
  UPLOADED,
} from "./scene.ts";

const RUN_MS = 900;
const busy = learned({ rate: even(20), runMs: RUN_MS });
const idle = learned({ rate: even(0), runMs: RUN_MS });

type Scene = { risk?: Partial<RiskTerms>; profile?: Partial<FunctionProfile>; baseline?: Baseline };
const burnOf = (runs: readonly number[], { risk, profile, baseline = busy }: Scene = {}) => {
  const window = minutesUntil(NOW, { invocations: runs, durationMs: runs.map((count) => RUN_MS * count) });
  const seen = finalMinutes(window);
  const input: DetectorInput = {
    profile: functionProfile({ triggers: [UPLOADED], ...profile }),
    baseline,
    minutes: seen,
    courses: coursesSeen(window, baseline),
    newestMs: minuteAt(seen, seen.length - 1),
    prices: lambdaPrices("us-east-1"),
  };
  return impactOf(input, runs.length - 5, { hours: 8, signals: [], limits: undefined, ...risk }).burn;
};

/** 20, 40, 80, 160, 320, 640 runs a minute: 0.9 s at 1 GB each, so the newest minute costs $0.584 an hour. */
const doubling = minutes(30, (age) => (age < 5 ? 20 * 2 ** (5 - age) : 20));
const growing = { risk: { signals: [signal("growth")] } };

describe("the amount at risk of a stretch", () => {
  it("of a steady flood is its pace over the hours", () => {
    const burn = burnOf(minutes(30, (age) => (age < 5 ? 2_000 : 20)));
    expect(burn.atRiskUsd).toBeCloseTo(8 * burn.impactUsdPerHour, 9);
    expect(burn.riskHours).toBe(8);
  });

  it("of a loop that doubles each minute is worth acting on a minute before its pace is", () => {
    // The next minute's 1,280 runs would be $1.17 an hour, the first pace above $8 a night.
    expect(burnOf(doubling).atRiskUsd).toBeLessThan(8);
    expect(burnOf(doubling, growing).atRiskUsd).toBeGreaterThan(8);
  });

  it("does not grow by noise: growth below its cut is not carried on", () => {
    const burn = burnOf(doubling, { risk: { signals: [signal("volume")] } });
    expect(burn.atRiskUsd).toBeCloseTo(8 * burn.impactUsdPerHour, 9);
  });

  it("of growth is bounded by the reservation, or else by what the account has left", () => {
    // Ten runs at once at 1 GB cost $0.6 an hour, and a little for the requests.
    const limits = { concurrentExecutions: 10, unreservedConcurrentExecutions: 10 };
    const small = burnOf(doubling, { risk: { ...growing.risk, limits } });
    const reserved = burnOf(doubling, { ...growing, profile: { reservedConcurrency: 10 } });
    expect(small.atRiskUsd).toBeLessThan(8 * 0.62);
    expect(reserved.atRiskUsd).toBeCloseTo(small.atRiskUsd, 9);
  });

  it("of an upload of fifty files is nothing to act on, though it looks like growth for two minutes", () => {
    const upload = minutes(30, (age) => [54, 10][age] ?? 0);
    expect(burnOf(upload, { ...growing, baseline: idle }).atRiskUsd).toBeLessThan(8);
  });
});
