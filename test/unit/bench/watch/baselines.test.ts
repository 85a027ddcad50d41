import { describe, expect, it } from "vitest";
import { expectedPerMinute } from "../../../../lib/detect/expectation.ts";
import { HOUR_MS } from "../../../../lib/domain/time.ts";
import { accountBaselineOf } from "../../../../scripts/bench/watch/fleet/account-baseline.ts";
import { baselinesOf, LEARNED_AT_MS } from "../../../../scripts/bench/watch/fleet/baselines.ts";
import { fleetOf, minuteOf } from "../../../../scripts/bench/watch/fleet/fleet.ts";
import { pooledTotals } from "../../../../scripts/bench/watch/fleet/pooled-totals.ts";

const NOON_MS = LEARNED_AT_MS + 36 * HOUR_MS;

describe("baselinesOf", () => {
  it("expects of a function with a stand-in nearly what its own two weeks would teach", () => {
    const fleet = fleetOf(24, 1);
    const busy = fleet.functions.filter(({ perMinute, timer }) => perMinute > 1 && timer === undefined);
    expect(busy.length).toBeGreaterThan(0);
    const shared = baselinesOf(fleet, new Set());
    const learned = baselinesOf(fleet, new Set(busy.map(({ index }) => index)));
    for (const { index, functionName } of busy) {
      const [standIn, own] = [shared[index], learned[index]];
      if (standIn === undefined || own === undefined) throw new RangeError(`no baseline of ${functionName}`);
      expect(standIn.functionName).toBe(own.functionName);
      const ratioOf = (which: "invocations" | "durationMs"): number =>
        expectedPerMinute(standIn[which], NOON_MS) / expectedPerMinute(own[which], NOON_MS);
      // Chance and a course that is slowly noisy part them by some tenths.
      expect(ratioOf("invocations")).toBeGreaterThan(0.6);
      expect(ratioOf("invocations")).toBeLessThan(1.6);
      expect(ratioOf("durationMs")).toBeGreaterThan(0.6);
      expect(ratioOf("durationMs")).toBeLessThan(1.6);
      expect(standIn.meanDurationMs / own.meanDurationMs).toBeCloseTo(1, 1);
    }
  });
});

describe("accountBaselineOf", () => {
  it("expects about what the account then does", () => {
    const fleet = fleetOf(60, 1);
    const expected = expectedPerMinute(accountBaselineOf(fleet).invocations, NOON_MS);
    const actual = fleet.totalAt(minuteOf(NOON_MS)).runs;
    expect(actual / expected).toBeGreaterThan(0.5);
    expect(actual / expected).toBeLessThan(2);
  });
});

describe("pooledTotals", () => {
  it("does on average what its functions do one by one", () => {
    const fleet = fleetOf(400, 3);
    const small = fleet.functions.filter(({ perMinute }) => perMinute < 5);
    const pooled = pooledTotals(fleet, small);
    const minutes = Array.from({ length: 720 }, (_, minute) => 1_440 + 2 * minute);
    const sumOf = (runsAt: (minute: number) => number): number =>
      minutes.reduce((sum, minute) => sum + runsAt(minute), 0);
    const oneByOne = sumOf((minute) =>
      small.reduce((runs, { index }) => runs + fleet.activityAt(index, minute).runs, 0),
    );
    // Bursts of their own are not pooled: they are a tenth of what bursty functions do.
    expect(sumOf((minute) => pooled(minute).runs) / oneByOne).toBeGreaterThan(0.85);
    expect(sumOf((minute) => pooled(minute).runs) / oneByOne).toBeLessThan(1.15);
  });
});
