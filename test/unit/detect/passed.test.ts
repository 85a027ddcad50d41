import { describe, expect, it } from "vitest";
import { passedUnderBrake } from "../../../lib/detect/passed.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import { even, learned, minutes, minutesUntil, NOW, type Series } from "./scene.ts";

const baseline = learned({ rate: even(60), runMs: 400 });
const sized = { memoryMb: 1024, architecture: "x86_64" } as const;
const passed = (series: Series, sinceMinutes: number) =>
  passedUnderBrake(
    minutesUntil(NOW, series),
    baseline,
    sized,
    lambdaPrices("us-east-1"),
    NOW - sinceMinutes * MINUTE_MS,
  );

describe("what has passed under a brake", () => {
  it("is what ran beyond the expectation since it was set, at list price", () => {
    const series = {
      invocations: minutes(40, () => 660),
      durationMs: minutes(40, () => 660 * 400),
    };
    const seen = passed(series, 30);
    // 600 runs more than expected a minute: 240 GB-s at $0.0000166667 and 600 requests at $0.0000002.
    const usdPerMinute = 240 * 0.0000166667 + 600 * 0.0000002;
    expect(seen?.usdPerHour).toBeCloseTo(60 * usdPerMinute, 2);
    expect(seen?.excessUsd).toBeCloseTo(30 * usdPerMinute, 2);
  });
  it("is nothing while no more runs than is expected", () => {
    const series = { invocations: minutes(40, () => 20), durationMs: minutes(40, () => 20 * 400) };
    expect(passed(series, 30)).toEqual({ excessUsd: 0, usdPerHour: 0 });
  });
  it("is not known when the runs were not read", () => {
    expect(passed({ throttles: minutes(40, () => 5) }, 30)).toBeUndefined();
  });
});
