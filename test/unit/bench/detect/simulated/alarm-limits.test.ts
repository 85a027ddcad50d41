import { describe, expect, it } from "vitest";
import type { Window } from "../../../../../lib/domain/observation.ts";
import { DAY_MS, HOUR_MS } from "../../../../../lib/domain/time.ts";
import { bandLimits, staticLimits } from "../../../../../scripts/bench/detect/simulated/alarm-limits.ts";
import { alarmSeries } from "../../../../../scripts/bench/detect/simulated/alarm-series.ts";

/** Hours of two days: nothing runs at night, 2 then 4 runs an hour at noon, of 100 ms. */
const invocations = Array.from({ length: 48 }, (_, hour) => (hour % 24 === 12 ? (hour < 24 ? 2 : 4) : 0));
const history: Window = {
  functionName: "checkout",
  startMs: 20_000 * DAY_MS,
  periodSeconds: 3600,
  finalUntilMs: 20_002 * DAY_MS,
  series: {
    invocations,
    durationMs: invocations.map((runs) => 100 * runs),
    errors: invocations.map(() => 0),
  },
};

describe("alarmSeries", () => {
  it("has no datapoint where nothing ran, as in CloudWatch", () => {
    const duration = alarmSeries(history, "Duration");
    expect(duration.filter((value) => value !== undefined)).toEqual([100, 100]);
    expect(duration[12]).toBe(100);
  });
});

describe("limits", () => {
  it("lie three deviations above the mean of the datapoints, for a static alarm at any time", () => {
    const limits = staticLimits(history);
    // Mean 3, deviation 1.
    expect(limits("Invocations", 0)).toBe(6);
    expect(limits("Duration", 0)).toBe(100);
  });

  it("lie two deviations above the mean of their hour, for a band", () => {
    const limits = bandLimits(history);
    expect(limits("Invocations", 20_003 * DAY_MS + 12 * HOUR_MS)).toBe(5);
    expect(limits("Invocations", 20_003 * DAY_MS + 3 * HOUR_MS)).toBe(0);
  });
});
