import { describe, expect, it } from "vitest";
import { guardedMinutes } from "../../../lib/backtest/guarded-minutes.ts";
import { heldBackIn } from "../../../lib/backtest/held-back.ts";
import { mostRunMs, passingRatio } from "../../../lib/backtest/passage.ts";
import type { Brake } from "../../../lib/domain/breaker.ts";
import type { SettingValue } from "../../../lib/domain/setting.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { aRecording, at, prepare } from "./recordings.ts";

const brakeTo = (wanted: SettingValue): Brake => ({
  setting:
    wanted.kind === "concurrency"
      ? { kind: "concurrency", functionName: "checkout" }
      : { kind: "event-source", functionName: "checkout", mappingId: "m" },
  prior: wanted,
  wanted,
  tripped: wanted,
  allowances: [wanted],
  ours: [wanted],
});
const reserved = (value: number | "unreserved") => brakeTo({ kind: "concurrency", reserved: value });
const source = (enabled: boolean, maximumConcurrency: number | "unlimited" = "unlimited") =>
  brakeTo({ kind: "event-source", enabled, maximumConcurrency });

describe("what brakes let through in a minute", () => {
  it.each([
    ["nothing at reserved concurrency 0", [reserved(0)], 0],
    ["a minute of runs at reserved concurrency 1", [reserved(1)], MINUTE_MS],
    ["nothing with the source off", [source(false)], 0],
    ["two minutes of runs while two may run for a probe", [source(true, 2)], 2 * MINUTE_MS],
    ["everything when nothing is limited", [source(true), reserved("unreserved")], Number.POSITIVE_INFINITY],
    ["what other callers are left, with the source off", [source(false), reserved(1)], MINUTE_MS],
  ])("is %s", (_what, brakes, expected) => {
    expect(mostRunMs(brakes)).toBe(expected);
  });

  it("is a share of the runs, by the time that they take", () => {
    expect(passingRatio(180_000, 60_000)).toBeCloseTo(1 / 3);
    expect(passingRatio(30_000, 60_000)).toBe(1);
    expect(passingRatio(0, 0)).toBe(0);
  });
});

describe("what is held back of a minute", () => {
  const usual = { runs: 60, durationMs: 0, usd: 0.01 };

  it("counts cost beyond the usual as saved, and usual runs as harm", () => {
    const held = heldBackIn({ runs: 600, durationMs: 0, usd: 0.1 }, usual, 0);
    expect(held).toEqual({ runs: 600, ordinaryRuns: 60, usd: expect.closeTo(0.09) });
  });

  it("saves nothing of a minute like any other", () => {
    expect(heldBackIn({ runs: 50, durationMs: 0, usd: 0.008 }, usual, 0)).toEqual({
      runs: 50,
      ordinaryRuns: 50,
      usd: 0,
    });
  });

  it("lets rightful callers pass in the same proportion as all the others", () => {
    const held = heldBackIn({ runs: 600, durationMs: 0, usd: 0.1 }, usual, 0.1);
    expect(held).toEqual({ runs: 540, ordinaryRuns: 54, usd: expect.closeTo(0.09) });
  });
});

describe("the metrics under a brake that the replay has set", () => {
  const prepared = prepare(aRecording({ days: 9 }));
  const index = 9 * 1_440 - 600;
  const heldMs = at(9) - 600 * MINUTE_MS;

  it("show no runs, and calls that were refused", () => {
    const guarded = guardedMinutes(prepared);
    const runs = prepared.minutes.series.invocations?.[index];
    guarded.hold([reserved(0)], heldMs, heldMs + MINUTE_MS);
    expect(guarded.minutes.series.invocations?.[index]).toBe(0);
    expect(guarded.minutes.series.throttles?.[index]).toBe(runs);
    expect(guarded.minutes.series.maxConcurrency?.[index]).toBe(0);
    expect(guarded.minutes.series.invocations?.[index + 1]).toBeGreaterThan(0);
  });

  it("show no refused calls where a source is off", () => {
    const guarded = guardedMinutes(prepared);
    guarded.hold([source(false)], heldMs, heldMs + MINUTE_MS);
    expect(guarded.minutes.series.invocations?.[index]).toBe(0);
    expect(guarded.minutes.series.throttles?.[index]).toBe(0);
  });

  it("leave the recording itself as it was", () => {
    const before = [...(prepared.minutes.series.invocations ?? [])];
    guardedMinutes(prepared).hold([reserved(0)], heldMs, at(9));
    expect(prepared.minutes.series.invocations).toEqual(before);
  });
});
