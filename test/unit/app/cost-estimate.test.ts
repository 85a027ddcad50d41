import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costEstimate } from "../../../lib/app/cost-estimate.ts";
import { fixedUsage } from "../../../lib/pricing/fixed-usage.ts";
import { guardBill } from "../../../lib/pricing/guard-bill.ts";

const ruleOf = (limitUsdPerMonth: number, freeCloudWatchRequests = 1_000_000) => ({
  limitUsdPerMonth,
  freeCloudWatchRequests,
});
const requestsOf = (functions: number, targets = 1) =>
  costEstimate({ functions, targets }, ruleOf(5)).bill.lines.find(
    ({ item }) => item === "Other CloudWatch requests",
  )?.quantity ?? 0;

describe("the estimate of what a guard would cost", () => {
  it("reads every function of a small account each minute, for free", () => {
    const { bill, reading, naiveUsd } = costEstimate({ functions: 5, targets: 1 }, ruleOf(5));
    expect(reading).toMatchObject({ eachMinute: 5, longestMinutes: 1 });
    expect(reading.freeReadsPerMinute).toBe(reading.readsPerMinute);
    // $2.00 of it are the guard's metrics and alarms.
    expect(bill.billedUsd).toBeLessThan(4);
    // 5 metrics in each of 43,200 minutes at $0.01 per thousand.
    expect(naiveUsd).toBeCloseTo(2.16, 6);
  });

  it("leaves money for suspicions at the default limit in accounts of up to a thousand functions", () => {
    for (const functions of [10, 100, 1_000]) {
      const { bill, forSuspicionsUsd } = costEstimate({ functions, targets: 1 }, ruleOf(5));
      expect(bill.billedUsd).toBeLessThan(5);
      expect(forSuspicionsUsd).toBeGreaterThan(0.05);
    }
  });

  it("counts the totals of the account and of idle regions among the free requests", () => {
    // 5 totals and 8 of idle regions a minute are 561,600; the functions' reads come on top, up to the million.
    expect(requestsOf(1)).toBeGreaterThan(561_600);
    expect(requestsOf(10_000)).toBeLessThanOrEqual(1_000_000);
  });

  it("pays for the totals of many targets, which no free tier covers any more", () => {
    // 5 totals in each of ten targets and 8 of idle regions: 2.5 million requests.
    expect(requestsOf(1_000, 10)).toBe(58 * 43_200);
  });

  it("buys more reading for a higher limit", () => {
    const readingAt = (limitUsd: number) =>
      costEstimate({ functions: 10_000, targets: 1 }, ruleOf(limitUsd)).reading;
    expect(readingAt(40).readsPerMinute).toBeGreaterThan(readingAt(15).readsPerMinute);
    expect(readingAt(40).medianMinutes).toBeLessThan(readingAt(15).medianMinutes);
  });

  it("keeps to the limit with all that it reads, or else to what runs anyway", () => {
    const estates = fc.record({
      functions: fc.integer({ min: 1, max: 3_000 }),
      targets: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(estates, fc.integer({ min: 1, max: 100 }), (estate, limitUsd) => {
        const rule = ruleOf(limitUsd);
        const { bill, forSuspicionsUsd } = costEstimate(estate, rule);
        const anyway = guardBill(fixedUsage(estate, limitUsd), rule.freeCloudWatchRequests).billedUsd;
        // The schedule reads everybody some time, also where there is no money: within a twentieth.
        expect(bill.billedUsd + forSuspicionsUsd).toBeLessThanOrEqual(1.05 * Math.max(limitUsd, anyway));
      }),
      { numRuns: 40 },
    );
  });
});
