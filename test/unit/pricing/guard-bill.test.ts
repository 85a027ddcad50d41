import { describe, expect, it } from "vitest";
import { type GuardCalls, guardMonthlyBill } from "../../../lib/pricing/guard-bill.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";

const NOTHING: GuardCalls = {
  getMetricDataMetrics: 0,
  metricApiRequests: 0,
  insightsMetricsAnalyzed: 0,
  costExplorerRequests: 0,
  lambdaInvocations: 0,
  lambdaGbSeconds: 0,
  dynamoWriteUnits: 0,
  dynamoReadUnits: 0,
  emails: 0,
  logBytes: 0,
};
const billOf = (calls: Partial<GuardCalls>, minutes: number) =>
  guardMonthlyBill({ ...NOTHING, ...calls }, minutes, "arm64", lambdaPrices("us-east-1"));

describe("guardMonthlyBill", () => {
  it("scales a counted day to a month of 43,200 minutes", () => {
    // 40 functions read every 5 minutes: 11,520 metrics a day, 345,600 a month at $0.01 per thousand.
    const bill = billOf({ getMetricDataMetrics: 11_520 }, 1_440);
    expect(bill.listUsd).toBeCloseTo(3.456, 6);
    expect(bill.lines.find(({ item }) => item === "GetMetricData")?.quantity).toBeCloseTo(345_600, 6);
  });

  it("grants GetMetricData no free tier but the other CloudWatch requests a million", () => {
    // Four tripwire metrics each minute: 172,800 requests a month.
    const bill = billOf({ getMetricDataMetrics: 100, metricApiRequests: 172_800 }, 43_200);
    expect(bill.afterFreeTierUsd).toBeCloseTo(0.001, 9);
    expect(bill.listUsd).toBeCloseTo(1.729, 9);
  });

  it("charges only what exceeds a free tier", () => {
    expect(billOf({ emails: 1_500 }, 43_200).afterFreeTierUsd).toBeCloseTo(0.01, 9);
  });

  it("adds up to the sum of its lines", () => {
    const bill = billOf({ lambdaInvocations: 3e6, dynamoWriteUnits: 1e6, logBytes: 8 * 1024 ** 3 }, 43_200);
    // 3 M requests $0.60, 1 M writes $0.625, 8 GB of logs $4; free: 1 M requests and 5 GB.
    expect(bill.listUsd).toBeCloseTo(5.225, 9);
    expect(bill.afterFreeTierUsd).toBeCloseTo(0.4 + 0.625 + 1.5, 9);
  });
});
