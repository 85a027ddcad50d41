import { describe, expect, it } from "vitest";
import { coursesOf } from "../../../lib/detect/courses.ts";
import { detectDrift } from "../../../lib/detect/drift.ts";
import type { Window } from "../../../lib/domain/observation.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { counts, detectorInput, diurnal, learned, minutes, NOW, runsOf, SLOT_MS } from "./scene.ts";

/** Some three runs a minute at this time of the day. */
const rate = diurnal(2);
const baseline = learned({ rate });
const PERIODS = 108;

/** The last nine hours in periods of 5 minutes; `times` of an age in minutes multiplies what is usual. */
function scoreOf(times: (age: number) => number, seed = 1): number {
  const draw = counts(seed);
  const runs = minutes(PERIODS, (age) => {
    const startMs = NOW - (age + 1) * SLOT_MS;
    return draw((SLOT_MS / MINUTE_MS) * rate(startMs) * times(age * 5));
  });
  const longWindow: Window = {
    functionName: "checkout",
    startMs: NOW - PERIODS * SLOT_MS,
    periodSeconds: 300,
    finalUntilMs: NOW,
    series: runsOf(runs),
  };
  const longCourses = coursesOf(longWindow, baseline);
  if (longCourses === undefined) throw new Error("the scene has runs and durations");
  return detectDrift({ ...detectorInput(baseline, runsOf([1])), longCourses })?.score ?? 0;
}

describe("drift", () => {
  it("shows a leech of a little more than twice the usual after four hours", () => {
    for (const seed of [1, 2, 3])
      expect(scoreOf((age) => (age < 250 ? 2.4 : 1), seed)).toBeGreaterThanOrEqual(1);
  });

  it("is silent about half as much again, and about what has lasted for two hours only", () => {
    for (const seed of [1, 2, 3]) {
      expect(scoreOf(() => 1.5, seed)).toBeLessThan(1);
      expect(scoreOf((age) => (age < 120 ? 3 : 1), seed)).toBeLessThan(1);
    }
  });

  it("is silent about one burst, which is no part of each hour", () => {
    expect(scoreOf((age) => (age >= 60 && age < 90 ? 60 : 1))).toBeLessThan(1);
  });

  it("is over when the rise is", () => {
    expect(scoreOf((age) => (age < 30 ? 1 : 2.4))).toBeLessThan(1);
  });

  it("is no finding where the last hours were not read", () => {
    expect(detectDrift(detectorInput(baseline, runsOf([1])))).toBeUndefined();
  });
});
