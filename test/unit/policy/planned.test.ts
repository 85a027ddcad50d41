import { describe, expect, it } from "vitest";
import type { PlannedActivity } from "../../../lib/domain/guard-policy.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { coverage, plannedNow, plannedTimes } from "../../../lib/policy/planned.ts";
import { anAnomaly, aPolicy, aProfile, NOW_MS } from "../../support/builders.ts";

const sale: PlannedActivity = {
  name: "sale",
  match: { name: "check*" },
  fromMs: NOW_MS - HOUR_MS,
  untilMs: NOW_MS + HOUR_MS,
  because: "the yearly sale",
  upToTimes: 5,
};
const during = (atMs: number, planned = [sale]) => plannedNow(aPolicy({ planned }), aProfile(), atMs)?.name;

describe("a plan", () => {
  it("holds while its own minutes are judged, and while what lasted in it still shows", () => {
    expect(during(sale.fromMs + 2 * MINUTE_MS)).toBeUndefined();
    expect(during(sale.fromMs + 3 * MINUTE_MS)).toBe("sale");
    expect(during(sale.untilMs + 42 * MINUTE_MS)).toBe("sale");
    expect(during(sale.untilMs + 43 * MINUTE_MS)).toBeUndefined();
  });

  it("holds for the functions that it matches; the first that matches counts", () => {
    expect(during(NOW_MS, [{ ...sale, match: { name: "cart" } }])).toBeUndefined();
    expect(during(NOW_MS, [sale, { ...sale, name: "second" }])).toBe("sale");
  });

  it("leaves its times out of learning, past ones and overlapping ones, too", () => {
    const past = { ...sale, name: "past", fromMs: NOW_MS - 9 * HOUR_MS, untilMs: NOW_MS };
    const other = { ...sale, name: "other", match: { name: "cart" } };
    expect(plannedTimes(aPolicy({ planned: [sale, past, other] }), aProfile())).toEqual([
      { startMs: NOW_MS - HOUR_MS, endMs: NOW_MS + HOUR_MS },
      { startMs: NOW_MS - 9 * HOUR_MS, endMs: NOW_MS },
    ]);
  });
});

describe("what a plan covers", () => {
  /** $0.10 an hour are usual. */
  const costing = (usdPerHour: number) => anAnomaly(usdPerHour - 0.1);

  it("is so many times the usual cost, not a cent more", () => {
    expect(coverage(sale, costing(0.5))).toEqual({
      isCovered: true,
      reason:
        "plan sale (the yearly sale, until 2026-11-22T04:00:00Z) covers up to 5 times the usual cost, this is 5 times",
    });
    const beyond = coverage(sale, costing(0.91));
    expect(beyond.isCovered).toBe(false);
    expect(beyond.reason).toContain("covers only up to 5 times the usual cost, this is 9.1 times");
  });

  it("does not cover what begins when it is over", () => {
    const after = coverage(sale, { ...anAnomaly(0.2), beganAtMs: sale.untilMs });
    expect(after).toMatchObject({
      isCovered: false,
      reason: expect.stringContaining("was over when this began"),
    });
  });

  it.each(["errors", "recursion"] as const)("is never an anomaly with %s", (kind) => {
    expect(coverage(sale, anAnomaly(0.2, ["volume", kind]))).toMatchObject({
      isCovered: false,
      reason: expect.stringContaining("does not cover that it"),
    });
  });

  it("is nothing that runs where nothing is usual: no multiple of nothing was declared", () => {
    const anomaly = anAnomaly(1);
    const fromNothing = { ...anomaly, burn: { ...anomaly.burn, expectedUsdPerHour: 0 } };
    expect(coverage(sale, fromNothing).isCovered).toBe(false);
  });
});
