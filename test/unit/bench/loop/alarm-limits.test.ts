import { describe, expect, it } from "vitest";
import type { Window } from "../../../../lib/domain/observation.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { bandLimits, staticLimits } from "../../../../scripts/bench/loop/policies/alarm-limits.ts";
import { START_MS } from "./small-scenario.ts";

const DAYS = 2;
const MINUTES = (DAYS * DAY_MS) / MINUTE_MS;

/** Two days of minutes; running time 100 ms a call. */
function historyOf(callsAt: (minuteOfDay: number, day: number) => number): Window {
  const invocations = Array.from({ length: MINUTES }, (_, minute) =>
    callsAt(minute % 1440, Math.floor(minute / 1440)),
  );
  const startMs = START_MS - DAYS * DAY_MS;
  return {
    functionName: "shop",
    startMs,
    periodSeconds: 60,
    finalUntilMs: START_MS,
    series: { invocations, durationMs: invocations.map((calls) => 100 * calls) },
  };
}

describe("staticLimits", () => {
  it("lie at so many times the mean of all minutes, quiet ones included", () => {
    const limits = staticLimits(
      historyOf((minute) => (minute < 720 ? 40 : 0)),
      10,
    );
    expect(limits("invocations", START_MS)).toBe(200);
  });

  it("never lie below ten calls and a minute of running time", () => {
    const limits = staticLimits(
      historyOf(() => 0),
      10,
    );
    expect(limits("invocations", START_MS)).toBe(10);
    expect(limits("durationMs", START_MS)).toBe(MINUTE_MS);
  });
});

describe("bandLimits", () => {
  it("lie three standard deviations above the mean of the time of day", () => {
    const limits = bandLimits(
      historyOf((_, day) => (day === 0 ? 80 : 120)),
      3,
    );
    // Mean 100, population deviation 20.
    expect(limits("invocations", START_MS + 3 * HOUR_MS)).toBeCloseTo(160, 9);
  });

  it("know the batch of every night and nothing of it by day", () => {
    const limits = bandLimits(
      historyOf((minute) => (minute < 15 ? 5_000 : 20)),
      3,
    );
    expect(limits("invocations", START_MS + 5 * MINUTE_MS)).toBe(5_000);
    expect(limits("invocations", START_MS + 20 * MINUTE_MS)).toBe(20);
  });
});
