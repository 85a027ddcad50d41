import { describe, expect, it } from "vitest";
import type { Burn } from "../../../lib/domain/anomaly.ts";
import type { PlannedChange } from "../../../lib/domain/plan.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import { countWouldHave, type WouldHaveInput } from "../../../lib/pricing/would-have.ts";
import { NOW_MS } from "../../support/builders.ts";

const burn: Burn = {
  actualUsdPerHour: 6,
  expectedUsdPerHour: 0.6,
  impactUsdPerHour: 5.4,
  atRiskUsd: 43.2,
  riskHours: 8,
};
const reserving = (reserved: number, cap?: number): PlannedChange => ({
  setting: { kind: "concurrency", functionName: "checkout" },
  wanted: { kind: "concurrency", reserved },
  ...(cap !== undefined && { cap: { kind: "concurrency", reserved: cap } }),
  allowances: [{ kind: "concurrency", reserved: 1 }],
  reason: "callers are refused with 429",
});
const pausing: PlannedChange = {
  setting: { kind: "event-source", functionName: "checkout", mappingId: "map-1" },
  wanted: { kind: "event-source", enabled: false, maximumConcurrency: "unlimited" },
  allowances: [{ kind: "event-source", enabled: true, maximumConcurrency: 2 }],
  reason: "the queue keeps its place",
};
const started = { sinceMs: NOW_MS, untilMs: NOW_MS, savedUsd: 0, refusedCalls: 0 };
const input = (changes: Partial<WouldHaveInput> = {}): WouldHaveInput => ({
  before: started,
  burn,
  grade: "full",
  changes: [reserving(0)],
  sized: { memoryMb: 1024, architecture: "arm64" },
  prices: lambdaPrices("eu-west-1"),
  expectedCallsPerMinute: 60,
  hasWaitingCallers: true,
  nowMs: NOW_MS + MINUTE_MS,
  ...changes,
});
/** One execution of 1 GB on arm64 without a pause: 3,600 s x $0.0000133334 and ten requests a second x $0.0000002. */
const ONE_AT_ONCE_USD_PER_HOUR = 0.04800024 + 0.0072;

describe("the would-have-saved ledger", () => {
  it("starts to count when the guard would have tripped, with nothing saved yet", () => {
    expect(countWouldHave(input({ before: undefined }))).toEqual({
      sinceMs: NOW_MS + MINUTE_MS,
      untilMs: NOW_MS + MINUTE_MS,
      savedUsd: 0,
      refusedCalls: 0,
    });
  });

  it("counts what goes beyond the expectation, and the expected calls that a full stop refuses", () => {
    const counted = countWouldHave(input());
    expect(counted.savedUsd).toBeCloseTo(5.4 / 60, 10); // ($6 - $0.60) an hour for a minute
    expect(counted.refusedCalls).toBe(60);
    expect(counted).toMatchObject({ sinceMs: NOW_MS, untilMs: NOW_MS + MINUTE_MS });
  });

  it("counts no minute twice, whether a look is repeated or comes late", () => {
    const once = countWouldHave(input());
    expect(countWouldHave(input({ before: once }))).toBe(once);
    expect(countWouldHave(input({ before: once, nowMs: NOW_MS }))).toBe(once);
    const halves = [0.5, 1].reduce(
      (before, minutes) => countWouldHave(input({ before, nowMs: NOW_MS + minutes * MINUTE_MS })),
      started,
    );
    expect(halves.savedUsd).toBeCloseTo(once.savedUsd, 12);
  });

  it("counts two minutes at most of a gap in which nobody looked", () => {
    const counted = countWouldHave(input({ nowMs: NOW_MS + HOUR_MS }));
    expect(counted.savedUsd).toBeCloseTo((2 * 5.4) / 60, 10);
    expect(counted.refusedCalls).toBe(120);
    expect(counted.untilMs).toBe(NOW_MS + HOUR_MS);
  });

  it("leaves out what a cap lets through, of the money and of the calls", () => {
    const counted = countWouldHave(input({ grade: "cap", changes: [reserving(0, 20)] }));
    const passing = 20 * ONE_AT_ONCE_USD_PER_HOUR;
    expect(counted.savedUsd).toBeCloseTo((6 - passing) / 60, 10);
    expect(counted.refusedCalls).toBeCloseTo(60 * (1 - passing / 6), 8);
  });

  it("takes the full brake where a cap is of no use", () => {
    expect(countWouldHave(input({ grade: "cap" }))).toEqual(countWouldHave(input()));
  });

  it("says nothing of what a wide cap would have saved: it lets everything through", () => {
    const counted = countWouldHave(input({ grade: "cap", changes: [reserving(0, 500)] }));
    expect(counted).toMatchObject({ savedUsd: 0, refusedCalls: 0 });
  });

  it("refuses nothing where events wait", () => {
    const queued = countWouldHave(input({ changes: [reserving(1)], hasWaitingCallers: false }));
    expect(queued.refusedCalls).toBe(0);
    expect(queued.savedUsd).toBeCloseTo(5.4 / 60, 10);
    expect(countWouldHave(input({ changes: [pausing] })).refusedCalls).toBe(0);
  });

  it("lets the reservation decide for a function that also reads a source", () => {
    const on: PlannedChange = {
      ...pausing,
      wanted: { kind: "event-source", enabled: true, maximumConcurrency: "unlimited" },
    };
    expect(countWouldHave(input({ changes: [on, reserving(0)] })).savedUsd).toBeCloseTo(5.4 / 60, 10);
    expect(countWouldHave(input({ changes: [on] })).savedUsd).toBe(0);
  });

  it("loses nothing on a function that burns less than expected", () => {
    const cheap = { ...burn, actualUsdPerHour: 0.2 };
    expect(countWouldHave(input({ burn: cheap })).savedUsd).toBe(0);
  });
});
