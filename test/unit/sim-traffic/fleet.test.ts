import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { fleet } from "../../../lib/sim/fleet/fleet.ts";
import type { FunctionSpec } from "../../../lib/sim/spec.ts";
import { fleetFigures } from "./fleet-figures.ts";
import { PUBLISHED } from "./published-figures.ts";

const startMs = Date.UTC(2026, 9, 27);
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

/** Arrivals of the first trigger in each hour of the 15 days. */
const hourlyArrivals = (spec: FunctionSpec): number[] =>
  Array.from({ length: 15 * 24 }, (_, hour) => {
    let arrivals = 0;
    for (let minute = 0; minute < 60; minute++)
      arrivals += spec.triggers[0]?.arrivals(startMs + hour * HOUR_MS + minute * MINUTE_MS) ?? Number.NaN;
    return arrivals;
  });

const named = (functions: readonly FunctionSpec[], functionName: string): FunctionSpec => {
  const found = functions.find((spec) => spec.functionName === functionName);
  if (found === undefined) throw new Error(`no function ${functionName}`);
  return found;
};

describe.each(SEEDS)("the fleet of seed %i", (seed) => {
  const figures = fleetFigures(fleet({ seed, startMs }), startMs);

  it("is as idle as published: few functions do nearly all the work", () => {
    expect(figures.atMostHourlyRatio).toBeCloseTo(PUBLISHED.atMostHourlyRatio, 1);
    expect(Math.abs(figures.atMostMinutelyRatio - PUBLISHED.atMostMinutelyRatio)).toBeLessThan(0.05);
    expect(figures.popularInvocationRatio).toBeGreaterThan(0.99);
  });

  it("is triggered as published", () => {
    for (const [kind, ratio] of Object.entries(PUBLISHED.triggerRatio))
      expect(figures.triggerRatio).toHaveProperty(kind, expect.closeTo(ratio, 1));
  });

  it("runs as long as published", () => {
    expect(Math.abs(figures.durationLogMean - PUBLISHED.durationLogMean)).toBeLessThan(0.4);
    expect(Math.abs(figures.durationLogSd - PUBLISHED.durationLogSd)).toBeLessThan(0.3);
    expect(Math.abs(figures.belowSecondRatio - PUBLISHED.belowSecondRatio)).toBeLessThanOrEqual(0.125);
    expect(Math.abs(figures.belowMinuteRatio - PUBLISHED.belowMinuteRatio)).toBeLessThan(0.05);
  });
});

describe("fleet", () => {
  const functions = fleet({ seed: 1, startMs });

  it("has every kind of trigger that the world knows, and public and private function URLs", () => {
    const kinds = functions.flatMap(({ triggers }) =>
      triggers.map((trigger) => (trigger.kind === "function-url" ? `${trigger.access} url` : trigger.kind)),
    );
    expect([...new Set(kinds)].sort()).toEqual([
      "api-gateway",
      "direct-async",
      "dynamodb-stream",
      "event-rule",
      "iam url",
      "kinesis",
      "public url",
      "s3",
      "schedule",
      "sns",
      "sqs",
    ]);
  });

  it("leaves the account the 100 unreserved executions that AWS insists on", () => {
    const reserved = functions.reduce(
      (sum, { reservedConcurrency }) =>
        sum + (reservedConcurrency === "unreserved" ? 0 : reservedConcurrency),
      0,
    );
    expect(reserved).toBeGreaterThan(0);
    expect(1000 - reserved).toBeGreaterThanOrEqual(100);
  });

  it("has names that are all different and memory sizes that Lambda offers", () => {
    expect(new Set(functions.map(({ functionName }) => functionName)).size).toBe(functions.length);
    for (const { memoryMb } of functions) expect([128, 256, 512, 1024, 1536, 2048]).toContain(memoryMb);
  });

  it("gives no function a usual run that its timeout would cut", () => {
    for (const { duration, timeoutSeconds } of functions)
      expect(duration.p95Ms).toBeLessThan(timeoutSeconds * 1000);
  });

  it("lets no queue show a message again while it is still being worked on", () => {
    for (const { triggers, timeoutSeconds } of functions)
      for (const trigger of triggers)
        if (trigger.kind === "sqs")
          expect(trigger.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(timeoutSeconds);
  });

  it("is the same for the same seed", () => {
    const again = fleet({ seed: 1, startMs });
    expect(again.map(hourlyArrivals)).toEqual(functions.map(hourlyArrivals));
    expect(again.map(({ duration, lastModifiedMs }) => [duration, lastModifiedMs])).toEqual(
      functions.map(({ duration, lastModifiedMs }) => [duration, lastModifiedMs]),
    );
  });

  it("follows another course with another seed", () => {
    const other = hourlyArrivals(named(fleet({ seed: 2, startMs }), "session-api"));
    expect(other).not.toEqual(hourlyArrivals(named(functions, "session-api")));
  });

  it("renders invoices at two in the morning, every day, and at no other time", () => {
    const hours = hourlyArrivals(named(functions, "invoice-render"));
    for (const [hour, invoices] of hours.entries()) {
      if (hour % 24 !== 2) expect(invoices).toBe(0);
      // 1,150 a day, a fifth more or less.
      else expect(Math.abs(invoices - 1150)).toBeLessThanOrEqual(230);
    }
    expect(new Set(hours.filter((invoices) => invoices > 0)).size).toBe(15);
  });

  it("keeps its schedules to the minute", () => {
    const schedule = named(functions, "backup-audit").triggers[0];
    expect(schedule).toMatchObject({ scheduleExpression: "cron(30 4 * * ? *)", exact: true });
    const minutes = Array.from({ length: DAY_MS / MINUTE_MS }, (_, minute) => minute).filter(
      (minute) => schedule?.arrivals(startMs + minute * MINUTE_MS) === 1,
    );
    expect(minutes).toEqual([4 * 60 + 30]);
  });
});
