import { describe, expect, it } from "vitest";
import { growthAhead } from "../../../lib/detect/growth-ahead.ts";

const usual = { expected: 20, record: 40, spread: { overdispersion: 1, relativeSpread: 0.1 }, unit: 1 };

describe("growth that is carried on", () => {
  it("lasts as long again as it has been seen since it left the usual level", () => {
    expect(growthAhead([20, 20, 40, 80, 160, 320], usual)).toEqual({
      doublingsPerMinute: 1,
      growingMinutes: 2,
    });
  });

  it("lasts no longer than the minutes that nobody has seen yet", () => {
    const runs = [100, 200, 400, 800, 1_600, 3_200, 6_400];
    expect(growthAhead(runs, usual)).toEqual({ doublingsPerMinute: 1, growingMinutes: 3 });
  });

  it("goes at the pace of its slowest step", () => {
    expect(growthAhead([20, 90, 720, 1_440], usual).doublingsPerMinute).toBe(1);
  });

  it("is none for a burst that begins within a minute: its first step is no growth yet", () => {
    const idle = { ...usual, expected: 0, record: 0 };
    expect(growthAhead([0, 0, 0, 54], idle).growingMinutes).toBe(0);
    expect(growthAhead([0, 0, 1, 54], idle).growingMinutes).toBe(0);
  });

  it("is none once the newest minute has not grown", () => {
    expect(growthAhead([20, 200, 2_000, 2_000], usual).growingMinutes).toBe(0);
  });

  it("is none where there is nothing to compare with", () => {
    expect(growthAhead([], usual)).toEqual({ doublingsPerMinute: 0, growingMinutes: 0 });
    expect(growthAhead([5_000], usual)).toEqual({ doublingsPerMinute: 0, growingMinutes: 0 });
  });
});
