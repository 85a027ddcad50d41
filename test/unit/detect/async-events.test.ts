import { describe, expect, it } from "vitest";
import { detectAsyncEvents } from "../../../lib/detect/async-events.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import { detectorInput, even, learned, minutes, runsOf } from "./scene.ts";

const uploads = learned({ rate: even(20), also: { asyncEventsReceived: (runs) => runs } });
const scoreOf = (baseline: Baseline, arrivedAt: (age: number) => number): number =>
  detectAsyncEvents(
    detectorInput(baseline, {
      ...runsOf(minutes(30, () => 20)),
      asyncEventsReceived: minutes(30, arrivedAt),
    }),
  )?.score ?? 0;

describe("arriving events", () => {
  it("show what is sent before it runs, though the runs are flat", () => {
    expect(scoreOf(uploads, (age) => (age < 2 ? 600 : 20))).toBeGreaterThan(1);
  });

  it("show a loop that feeds itself while it is still small", () => {
    expect(scoreOf(uploads, (age) => (age < 5 ? 20 * 1.7 ** (5 - age) : 20))).toBeGreaterThan(1);
  });

  it("are silent about an upload of three times as many as usual, and about one folder of files", () => {
    expect(scoreOf(uploads, (age) => (age < 20 ? 60 : 20))).toBeLessThan(1);
    expect(scoreOf(uploads, (age) => (age === 0 ? 120 : 20))).toBeLessThan(1);
  });

  it("are held against the runs where arrivals were never learned", () => {
    const unlearned = learned({ rate: even(20) });
    expect(unlearned.asyncEventsSeen).toBe("unknown");
    expect(scoreOf(unlearned, () => 20)).toBeLessThan(1);
    expect(scoreOf(unlearned, (age) => (age < 2 ? 600 : 20))).toBeGreaterThan(1);
  });

  it("are no finding where they were not read", () => {
    expect(detectAsyncEvents(detectorInput(uploads, runsOf([1])))).toBeUndefined();
  });
});
