import { describe, expect, it } from "vitest";
import type { DetectorInput } from "../../../lib/detect/detector.ts";
import { finalMinutes, minuteAt } from "../../../lib/detect/final-minutes.ts";
import { paceOf } from "../../../lib/detect/pace.ts";
import type { SignalKind } from "../../../lib/domain/anomaly.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
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
  type Series,
} from "./scene.ts";

const SHORT_MS = 1_000;
const LONG_MS = 300_000;
const short = learned({ rate: even(20), runMs: SHORT_MS });
const long = learned({ rate: even(1), runMs: LONG_MS });

type Scene = { baseline: Baseline; runMs: number; kinds?: readonly SignalKind[]; also?: Series };
const paceWith = (runs: readonly number[], { baseline, runMs, kinds = ["volume"], also = {} }: Scene) => {
  const series = { invocations: runs, durationMs: runs.map((count) => runMs * count), ...also };
  const window = minutesUntil(NOW, series);
  const seen = finalMinutes(window);
  const input: DetectorInput = {
    profile: functionProfile(),
    baseline,
    minutes: seen,
    courses: coursesSeen(window, baseline),
    newestMs: minuteAt(seen, seen.length - 1),
    prices: lambdaPrices("us-east-1"),
  };
  return paceOf(
    input,
    kinds.map((kind) => signal(kind)),
  ).actualUsdPerHour;
};
const paceOfShort = (runs: readonly number[], kinds: readonly SignalKind[] = ["volume"]): number =>
  paceWith(runs, { baseline: short, runMs: SHORT_MS, kinds });

/** A run of one second at 1 GB: 1 * $0.0000166667 + $0.0000002, times 60 minutes. */
const USD_PER_HOUR = 60 * 0.0000168667;

describe("the pace", () => {
  it("is that of the newest minute while it rises, and the mean of two when it dips", () => {
    expect(paceOfShort(minutes(30, (age) => (age === 0 ? 2_000 : 20)))).toBeCloseTo(2_000 * USD_PER_HOUR, 4);
    expect(paceOfShort(minutes(30, (age) => (age === 1 ? 2_000 : 20)))).toBeCloseTo(1_010 * USD_PER_HOUR, 4);
  });

  it("forgets what is over", () => {
    expect(paceOfShort(minutes(30, (age) => (age >= 2 ? 2_000 : 20)))).toBeCloseTo(20 * USD_PER_HOUR, 4);
  });

  it("of what only shows over time is that of the last five minutes once it is over", () => {
    const runs = minutes(30, (age) => (age < 5 ? 20 : 400));
    expect(paceOfShort(runs, ["persistence"])).toBeCloseTo(20 * USD_PER_HOUR, 4);
  });

  it("of what only shows over time is the mean of twenty minutes, whatever the newest one does", () => {
    const runs = minutes(30, (age) => (age === 0 ? 400 : 40));
    expect(paceOfShort(runs, ["persistence", "burn"])).toBeCloseTo(58 * USD_PER_HOUR, 4); // (400 + 19 * 40) / 20
    expect(paceOfShort(runs, ["drift"])).toBeCloseTo(58 * USD_PER_HOUR, 4);
    expect(paceOfShort(runs, ["persistence", "volume"])).toBeCloseTo(400 * USD_PER_HOUR, 4);
    expect(paceOfShort(runs, ["burn"])).toBeCloseTo(400 * USD_PER_HOUR, 4);
  });

  it("of runs that take five minutes is looked up in the newest minute whose runs have ended", () => {
    const runs = minutes(30, (age) => (age < 5 ? 0 : age < 12 ? 60 : 1));
    // 60 runs of 300 s at 1 GB each minute: $0.3 a minute.
    expect(paceWith(runs, { baseline: long, runMs: LONG_MS })).toBeCloseTo(18, 1);
  });

  it("counts what runs at this moment where no run has ended yet", () => {
    const idle = { baseline: long, runMs: LONG_MS, kinds: ["concurrency" as const] };
    const runs = minutes(30, (age) => (age < 3 ? 0 : 1));
    const also = { maxConcurrency: minutes(30, (age) => [210, 200, 220][age] ?? 5) };
    // The lowest of the three, less two that have ended: 198 GB for an hour, 712,800 GB-s at $0.0000166667.
    expect(paceWith(runs, { ...idle, also })).toBeCloseTo(11.88, 1);
    const rising = { maxConcurrency: minutes(30, (age) => [220, 200, 5][age] ?? 5) };
    expect(paceWith(runs, { ...idle, also: rising })).toBeLessThan(1);
  });

  it("does not take the highest concurrency of a minute for what short runs cost", () => {
    const runs = minutes(30, () => 220);
    const also = { maxConcurrency: minutes(30, () => 200) };
    const pace = paceWith(runs, { baseline: short, runMs: SHORT_MS, kinds: ["concurrency"], also });
    expect(pace).toBeCloseTo(220 * USD_PER_HOUR, 4);
  });

  it("counts short runs that hang, of which none is counted any more", () => {
    const runs = minutes(30, (age) => (age < 5 ? 0 : 20));
    const also = { maxConcurrency: minutes(30, (age) => (age < 5 ? 200 : 2)) };
    const pace = paceWith(runs, { baseline: short, runMs: SHORT_MS, kinds: ["concurrency"], also });
    // 200 GB for an hour: 720,000 GB-s at $0.0000166667.
    expect(pace).toBeCloseTo(12, 3);
  });

  it("of nothing is nothing", () => {
    expect(paceOfShort([])).toBe(0);
  });
});
