import { describe, expect, it } from "vitest";
import { type GuardUsage, type MonthlyUsage, NO_USAGE } from "../../../lib/domain/guard-usage.ts";
import { guardBill, timesUsage } from "../../../lib/pricing/guard-bill.ts";

const FREE = 1_000_000;
const used = (given: Partial<GuardUsage>): GuardUsage => ({ ...NO_USAGE, ...given });
const lineOf = (usage: MonthlyUsage, item: string) =>
  guardBill(usage, FREE).lines.find((line) => line.item === item);

describe("guardBill", () => {
  it("grants GetMetricData nothing for free but the other CloudWatch requests a million", () => {
    // 100 metrics at $0.01 per thousand; five totals each minute of 30 days are 216,000 requests, $2.16 at list price.
    const bill = guardBill({ watch: used({ getMetricDataMetrics: 100, metricApiRequests: 216_000 }) }, FREE);
    expect(bill.billedUsd).toBeCloseTo(0.001, 9);
    expect(bill.listUsd).toBeCloseTo(2.161, 9);
  });

  it("charges the requests beyond the free ones", () => {
    // 100,000 beyond 500,000 at $0.01 per thousand.
    const bill = guardBill({ watch: used({ metricApiRequests: 600_000 }) }, 500_000);
    expect(bill.billedUsd).toBeCloseTo(1, 9);
  });

  it("counts no other free tier, since an account with many functions has used it up", () => {
    // 3 M runs $0.60, 1 M writes $0.625, 8 GiB of logs $4, 1 M messages $0.40.
    const usage = used({
      lambdaInvocations: 3e6,
      dynamoWriteUnits: 1e6,
      logBytes: 8 * 1024 ** 3,
      sqsRequests: 1e6,
    });
    expect(guardBill({ watch: usage }, FREE).billedUsd).toBeCloseTo(0.6 + 0.625 + 4 + 0.4, 9);
  });

  it("charges the guard's own metrics and alarms by the hour, since others may have used up the free ten of each", () => {
    // A month of 720 hours: 4 metrics at $0.30 and 8 alarms at $0.10.
    const usage = { dispatch: used({ metricHours: 4 * 720, alarmHours: 8 * 720 }) };
    expect(lineOf(usage, "Custom metrics")?.billedUsd).toBeCloseTo(1.2, 9);
    expect(lineOf(usage, "CloudWatch alarms")?.billedUsd).toBeCloseTo(0.8, 9);
    expect(guardBill(usage, FREE).billedUsd).toBeCloseTo(2, 9);
  });

  it("adds up over the parts, dearest first, and leaves out those that did nothing", () => {
    const bill = guardBill(
      { watch: used({ getMetricDataMetrics: 20_000 }), learn: used({ costExplorerRequests: 30 }) },
      FREE,
    );
    expect(bill.parts).toEqual([
      { part: "learn", billedUsd: expect.closeTo(0.3, 9) },
      { part: "watch", billedUsd: expect.closeTo(0.2, 9) },
    ]);
    expect(bill.billedUsd).toBeCloseTo(0.5, 9);
  });

  it("shares the free requests between the parts, so that they add up to the whole", () => {
    const usage = {
      watch: used({ metricApiRequests: 1_500_000 }),
      dispatch: used({ metricApiRequests: 500_000 }),
    };
    // Half of two million is free: half of each part's $15 and $5.
    expect(guardBill(usage, FREE).parts.map(({ billedUsd }) => billedUsd)).toEqual([
      expect.closeTo(7.5, 9),
      expect.closeTo(2.5, 9),
    ]);
  });

  it("of a month without any usage is zero, by service and in all", () => {
    expect(guardBill({}, FREE)).toMatchObject({ parts: [], listUsd: 0, billedUsd: 0 });
    expect(lineOf({}, "SQS")).toEqual({
      item: "SQS",
      quantity: 0,
      unit: "requests",
      listUsd: 0,
      billedUsd: 0,
    });
  });

  it("scales a counted day to a month", () => {
    // 40 functions read every 5 minutes: 11,520 metrics a day, 345,600 a month at $0.01 per thousand.
    const month = timesUsage({ watch: used({ getMetricDataMetrics: 11_520 }) }, 30);
    expect(lineOf(month, "GetMetricData")).toMatchObject({
      quantity: 345_600,
      billedUsd: expect.closeTo(3.456, 6),
    });
  });
});
