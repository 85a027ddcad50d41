import { describe, expect, it } from "vitest";
import { learnBaseline } from "../../../lib/detect/learn-baseline.ts";
import { detectSlowDrift } from "../../../lib/detect/slow-drift.ts";
import type { SlowDrift } from "../../../lib/domain/slow-drift.ts";
import { DAY_MS, HOUR_MS, type TimeSpan } from "../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import { dateOf, hoursUntil, weekdayOf } from "./long-scene.ts";
import { counts, functionProfile, historyOf, type Rate } from "./scene.ts";

/** A Sunday in the small hours, when baselines are learned. */
const LEARNED_MS = Date.UTC(2026, 10, 22, 3, 20);
const prices = lambdaPrices("us-east-1");
const MIDNIGHT = Date.UTC(2026, 10, 22);

type Scene = {
  readonly runMs?: (atMs: number) => number;
  readonly days?: number;
  readonly seed?: number;
  readonly excluded?: readonly TimeSpan[];
};

function driftOf(
  rate: Rate,
  { runMs, days = 60, seed = 1, excluded = [] }: Scene = {},
): SlowDrift | undefined {
  const hours = hoursUntil(LEARNED_MS, rate, { days, seed });
  const runs = hours.series.invocations ?? [];
  const longHistory = {
    ...hours,
    series: {
      invocations: runs,
      durationMs: runs.map((count, hour) => count * (runMs?.(hours.startMs + hour * HOUR_MS) ?? 200)),
    },
  };
  const baseline = learnBaseline(historyOf({ rate, endMs: LEARNED_MS, seed }), LEARNED_MS, {
    longHistory,
    excluded,
  });
  const profile = functionProfile();
  return detectSlowDrift({ profile, longHistory, excluded, baseline, prices, riskHours: 8 });
}
const daysAgo = (atMs: number): number => (MIDNIGHT - atMs) / DAY_MS;
const office: Rate = (atMs) => ([0, 6].includes(weekdayOf(atMs)) ? 12 : 60);

describe("slow drift", () => {
  it("finds a leech that grows by a fifteenth each day, before it has doubled the cost", () => {
    const leech: Rate = (atMs) =>
      office(atMs) * (daysAgo(atMs) < 9 ? 1.07 ** (9 - Math.floor(daysAgo(atMs))) : 1);
    const drift = driftOf(leech);
    expect(drift?.timesUsual).toBeGreaterThan(1.25);
    expect(drift?.timesUsual).toBeLessThan(2);
  });

  it("says since when, how much, and what is at risk in the next hours", () => {
    const step: Rate = (atMs) => (daysAgo(atMs) <= 3 ? 2 : 1) * 60;
    const drift = driftOf(step);
    expect(drift).toMatchObject({ functionName: "checkout", days: 3, sinceMs: MIDNIGHT - 3 * DAY_MS });
    expect(drift?.timesUsual).toBeCloseTo(2, 1);
    expect(drift?.runsPerDay.actual).toBeCloseTo(172_800, -4);
    expect(drift?.runsPerDay.expected).toBeCloseTo(86_400, -4);
    // 3,600 runs an hour beyond the usual: 200 ms at 1 GB x86 each, and the request, at list price
    const usdPerHour = 3_600 * (0.2 * 0.0000166667 + 0.0000002);
    expect(drift?.burn.impactUsdPerHour).toBeCloseTo(usdPerHour, 3);
    expect(drift?.burn.atRiskUsd).toBeCloseTo(8 * usdPerHour, 2);
  });

  it("finds runs that take longer from day to day while their number stays", () => {
    const drift = driftOf(office, { runMs: (atMs) => (daysAgo(atMs) <= 3 ? 400 : 200) });
    expect(drift?.timesUsual).toBeGreaterThan(1.8);
    expect(drift?.msPerRun).toMatchObject({ actual: 400, expected: 200 });
  });

  it("finds it on a weekend, though a weekend is never as busy as a weekday", () => {
    const weekend: Rate = (atMs) => office(atMs) * (daysAgo(atMs) <= 3 ? 2.5 : 1);
    // Thursday, Friday, and Saturday, which costs less than any usual Thursday
    expect(driftOf(weekend)?.timesUsual).toBeGreaterThan(2);
  });
});

describe("no slow drift", () => {
  it("is found in ordinary weeks, whatever the noise of their days", () => {
    const found = Array.from({ length: 60 }, (_, seed) => {
      const draw = counts(seed + 100);
      // Days differ by a tenth, as Poisson counts of 100 do.
      const levels = Array.from({ length: 70 }, () => draw(100) / 100);
      return driftOf((atMs) => office(atMs) * (levels[Math.ceil(daysAgo(atMs)) + 1] ?? 1), { seed });
    });
    expect(found.filter((drift) => drift !== undefined)).toEqual([]);
  });

  it("is a single busy day, or one that is over", () => {
    expect(driftOf((atMs) => (daysAgo(atMs) <= 1 ? 5 : 1) * 60)).toBeUndefined();
    expect(driftOf((atMs) => (daysAgo(atMs) <= 4 && daysAgo(atMs) > 1 ? 5 : 1) * 60)).toBeUndefined();
  });

  it("is a business that grows by a thirtieth each week", () => {
    expect(driftOf((atMs) => 60 * 1.033 ** (-daysAgo(atMs) / 7))).toBeUndefined();
  });

  it("is what was declared, or stopped and confirmed", () => {
    const launch: Rate = (atMs) => (daysAgo(atMs) <= 3 ? 3 : 1) * 60;
    const excluded = [{ startMs: MIDNIGHT - 3 * DAY_MS, endMs: MIDNIGHT }];
    expect(driftOf(launch)).toBeDefined();
    expect(driftOf(launch, { excluded })).toBeUndefined();
  });

  it("is a sale that was there last year, too", () => {
    const sale = ["2025-11-20", "2025-11-21", "2025-11-22", "2026-11-19", "2026-11-20", "2026-11-21"];
    const yearly: Rate = (atMs) => (sale.includes(dateOf(atMs)) ? 3 : 1) * 60;
    expect(driftOf(yearly)).toBeDefined();
    expect(driftOf(yearly, { days: 400 })).toBeUndefined();
  });

  it("is said of less than two weeks, or of a function that hardly ever runs", () => {
    expect(driftOf((atMs) => (daysAgo(atMs) <= 3 ? 3 : 1) * 60, { days: 13 })).toBeUndefined();
    expect(driftOf((atMs) => (daysAgo(atMs) <= 3 ? 60 : 0), { days: 60 })).toBeUndefined();
  });
});
