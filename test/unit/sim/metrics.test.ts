import { describe, expect, it } from "vitest";
import { MINUTE_MS, SECOND_MS } from "../../../lib/domain/time.ts";
import type { MetricQuery } from "../../../lib/sim/faces.ts";
import { atMinute, minutesOf, START_MS, steady, steadyUntil, sumOf, worldOf } from "./worlds.ts";

const url = { kind: "function-url", access: "public" } as const;
const queryOf = (given: Partial<MetricQuery>): MetricQuery => ({
  namespace: "AWS/Lambda",
  metricName: "Invocations",
  dimensions: { FunctionName: "f" },
  stat: "Sum",
  periodSeconds: 60,
  startMs: START_MS,
  endMs: atMinute(60),
  ...given,
});

describe("metrics", () => {
  it("become visible one to two minutes after their minute ended", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(60) }] });
    account.advanceTo(atMinute(2) - SECOND_MS);
    expect(minutesOf(account, "Invocations")).toEqual([undefined]);
    account.advanceTo(atMinute(3));
    expect(minutesOf(account, "Invocations")[0]).toBe(60);
  });

  it("come so much later as CloudWatch is behind, and in their usual time again afterwards", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(60) }] });
    account.advanceTo(atMinute(5));
    account.delayMetrics(10 * MINUTE_MS);
    account.advanceTo(atMinute(16));
    const late = minutesOf(account, "Invocations");
    // What had been measured before was on its way already.
    expect(late.slice(0, 5)).toEqual([60, 60, 60, 60, 60]);
    expect(late.slice(5)).toEqual(new Array(11).fill(undefined));
    account.delayMetrics(0);
    account.advanceTo(atMinute(19));
    const afterwards = minutesOf(account, "Invocations");
    expect(afterwards[16]).toBe(60);
    expect(afterwards[12]).toBeUndefined();
    account.advanceTo(atMinute(29));
    expect(sumOf(minutesOf(account, "Invocations").slice(0, 27))).toBe(27 * 60);
  });

  it("have no datapoint where nothing happened, rather than 0", () => {
    const account = worldOf({ triggers: [{ ...url, ...steadyUntil(60, atMinute(2)) }] });
    account.advanceTo(atMinute(10));
    expect(account.metrics.query(queryOf({}))).toEqual([
      { timestampMs: atMinute(0), value: 60 },
      { timestampMs: atMinute(1), value: 60 },
    ]);
    expect(account.metrics.query(queryOf({ metricName: "Errors" }))).toEqual([]);
  });

  it("are stamped with the start of long runs, so that visible minutes still change", () => {
    const account = worldOf({
      timeoutSeconds: 600,
      duration: { medianMs: 5 * MINUTE_MS, p95Ms: 5 * MINUTE_MS },
      triggers: [{ ...url, ...steadyUntil(6, atMinute(1)) }],
    });
    account.advanceTo(atMinute(5));
    expect(sumOf(minutesOf(account, "Invocations"))).toBe(0);
    expect(minutesOf(account, "ConcurrentExecutions", "Maximum")[1]).toBe(6);
    account.advanceTo(atMinute(9));
    expect(minutesOf(account, "Invocations")[0]).toBe(6);
    expect(minutesOf(account, "Duration")[0]).toBeCloseTo(6 * 5 * MINUTE_MS, 3);
  });

  it("give Duration in all its statistics", () => {
    const account = worldOf({
      duration: { medianMs: 100, p95Ms: 100 },
      triggers: [{ ...url, ...steady(60) }],
    });
    account.advanceTo(atMinute(10));
    const duration = (stat: MetricQuery["stat"]) => minutesOf(account, "Duration", stat)[3];
    expect(duration("SampleCount")).toBe(60);
    expect(duration("Sum")).toBeCloseTo(6000, 6);
    expect(duration("Average")).toBeCloseTo(100, 6);
    expect(duration("Maximum")).toBeCloseTo(100, 6);
    expect(duration("Minimum")).toBeCloseTo(100, 6);
  });

  it("add up over longer periods", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(60) }] });
    account.advanceTo(atMinute(63));
    const five = account.metrics.query(queryOf({ periodSeconds: 300 }));
    expect(five).toHaveLength(12);
    expect(five.every(({ value }) => value === 300)).toBe(true);
    expect(account.metrics.query(queryOf({ periodSeconds: 3600 }))).toEqual([
      { timestampMs: START_MS, value: 3600 },
    ]);
  });

  it("total the account under no dimensions", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(60) }] });
    account.advanceTo(atMinute(10));
    expect(minutesOf(account, "Invocations", "Sum", {})[5]).toBe(60);
    expect(minutesOf(account, "UnreservedConcurrentExecutions", "Maximum", {})[5]).toBeGreaterThan(0);
  });

  it("are listed with their dimensions once they exist", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(60) }] });
    expect(account.metrics.list({})).toEqual([]);
    account.advanceTo(atMinute(10));
    expect(account.metrics.list({ metricName: "Duration" })).toEqual([
      { namespace: "AWS/Lambda", metricName: "Duration", dimensions: {} },
      { namespace: "AWS/Lambda", metricName: "Duration", dimensions: { FunctionName: "f" } },
    ]);
  });

  it("forget minutes after fifteen days, and longer periods later", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(1) }] });
    account.advanceTo(atMinute(16 * 1440));
    expect(account.metrics.query(queryOf({ endMs: atMinute(1440) }))).toEqual([]);
    expect(account.metrics.query(queryOf({ startMs: atMinute(1440), endMs: atMinute(1500) })).length).toBe(
      60,
    );
    for (const periodSeconds of [300, 3600]) {
      const points = account.metrics.query(queryOf({ endMs: atMinute(1440), periodSeconds }));
      expect(sumOf(points.map(({ value }) => value))).toBe(1440);
    }
  });
});

describe("an account of the same seed", () => {
  const play = (seed: number) => {
    const account = worldOf({ triggers: [{ ...url, arrivals: () => 20 }] }, { seed });
    account.advanceTo(atMinute(60));
    return minutesOf(account, "Duration");
  };

  it("does the same again", () => {
    expect(play(7)).toEqual(play(7));
    expect(play(7)).not.toEqual(play(8));
  });

  it("does not care in what strides time passes", () => {
    const account = worldOf({ triggers: [{ ...url, arrivals: () => 20 }] }, { seed: 7 });
    for (let second = 0; second <= 3600; second += 7) account.advanceTo(START_MS + second * SECOND_MS);
    account.advanceTo(atMinute(60));
    expect(minutesOf(account, "Duration")).toEqual(play(7));
  });
});
