import { describe, expect, it } from "vitest";
import { judgeFunction } from "../../../lib/detect/judge.ts";
import { witnesses } from "../../../lib/detect/witnesses.ts";
import type { Anomaly, Verdict } from "../../../lib/domain/anomaly.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import {
  CALLED,
  counts,
  diurnal,
  even,
  functionProfile,
  learned,
  minutes,
  minutesUntil,
  NOW,
  QUEUED,
  type Rate,
  SCHEDULED,
  type Series,
  UPLOADED,
} from "./scene.ts";

const prices = lambdaPrices("us-east-1");
type Look = { baseline: Baseline | undefined; series: Series; profile?: FunctionProfile; endMs?: number };
const judge = ({ baseline, series, profile = functionProfile(), endMs = NOW }: Look): Verdict =>
  judgeFunction({ profile, baseline, window: minutesUntil(endMs, series), nowMs: endMs + 90_000, prices });

function anomalyOf(look: Look): Anomaly {
  const verdict = judge(look);
  if (verdict.kind !== "anomalous")
    throw new Error(`expected an anomaly, got ${verdict.kind}: ${verdict.reason}`);
  return verdict.anomaly;
}

/** 100 runs a minute of 200 ms around 14:00: a third of a run at once, so busy minutes show 3. */
const shop = learned({ rate: diurnal(60), also: { maxConcurrency: () => 3, errors: () => 0 } });

describe("a flood of fifty times the usual calls", () => {
  const draw = counts(11);
  const flooded = (age: number): boolean => age < 2;
  const runs = minutes(30, (age) => draw(flooded(age) ? 5_000 : 100));
  const series: Series = {
    invocations: runs,
    durationMs: runs.map((count) => 200 * count),
    errors: runs.map(() => 0),
    throttles: runs.map(() => 0),
    maxConcurrency: minutes(30, (age) => (flooded(age) ? 40 : 3)),
  };

  it("is suspected on runs and durations alone, by one witness", () => {
    const { invocations, durationMs } = series as Required<Series>;
    const anomaly = anomalyOf({ baseline: shop, series: { invocations, durationMs } });
    expect(anomaly.signals.map(({ kind }) => kind)).toContain("volume");
    expect(witnesses(anomaly)).toEqual(["Duration"]);
  });

  it("is confirmed by the concurrency within two final minutes", () => {
    expect(witnesses(anomalyOf({ baseline: shop, series }))).toContain("ConcurrentExecutions");
  });

  it("began with its first minute, and is priced from there", () => {
    const anomaly = anomalyOf({ baseline: shop, series });
    expect(anomaly.beganAtMs).toBe(NOW - 2 * MINUTE_MS);
    // 5,000 runs/min of 0.2 s at 1 GB: 1,000 GB-s * $0.0000166667 + 5,000 * $0.0000002 = $0.01767/min
    expect(anomaly.burn.actualUsdPerHour).toBeGreaterThan(1.03);
    expect(anomaly.burn.actualUsdPerHour).toBeLessThan(1.09);
    expect(anomaly.burn.impactUsdPerHour).toBeCloseTo(anomaly.burn.actualUsdPerHour - 0.0226, 2);
    expect(anomaly.excessUsd).toBeCloseTo((anomaly.burn.impactUsdPerHour * 2) / 60, 3);
    expect(anomaly.severity).toBe("critical");
  });

  it("is called a flood", () => {
    expect(anomalyOf({ baseline: shop, series }).cause).toBe("flood");
  });
});

describe("a flood of a function that knows bursts", () => {
  /** Five minutes of twenty times the usual, on two days of the fourteen: real callers do that. */
  const bursts = [NOW - 2.5 * DAY_MS, NOW - 6.2 * DAY_MS];
  const bursting: Rate = (atMs) =>
    diurnal(180)(atMs) *
    (bursts.some((beginMs) => atMs >= beginMs && atMs < beginMs + 5 * MINUTE_MS) ? 20 : 1);
  const baseline = learned({
    rate: bursting,
    runMs: 400,
    also: { maxConcurrency: (runs) => Math.ceil(runs / 400), errors: () => 0 },
  });

  it("is confirmed within three final minutes, because two bursts set no record", () => {
    const draw = counts(9);
    const runs = minutes(30, (age) => draw((age < 3 ? 50 : 1) * 180));
    const series: Series = {
      invocations: runs,
      durationMs: runs.map((count) => 400 * count),
      errors: runs.map(() => 0),
      maxConcurrency: minutes(30, (age) => (age < 3 ? 70 : 5)),
    };
    expect(witnesses(anomalyOf({ baseline, series }))).toEqual(
      expect.arrayContaining(["Duration", "ConcurrentExecutions"]),
    );
  });
});

describe("a retry storm on a queue", () => {
  const baseline = learned({
    rate: even(90),
    runMs: 400,
    also: { maxConcurrency: () => 4, errors: () => 0 },
  });
  const storming = (age: number): boolean => age < 3;
  const runs = minutes(30, (age) => (storming(age) ? 90 + 40 * (2 - age) : 90));
  const series: Series = {
    invocations: runs,
    durationMs: minutes(30, (age) => (storming(age) ? 20_000 : 400)).map(
      (ms, index) => ms * (runs[index] ?? 0),
    ),
    errors: minutes(30, (age) => (storming(age) ? 90 + 40 * (2 - age) : 0)),
    maxConcurrency: minutes(30, (age) => (storming(age) ? 60 : 4)),
  };
  const profile = functionProfile({ triggers: [QUEUED] });

  it("is confirmed by its errors within three final minutes", () => {
    const anomaly = anomalyOf({ baseline, series, profile });
    expect(anomaly.signals.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["burn", "duration", "errors"]),
    );
    expect(witnesses(anomaly).length).toBeGreaterThanOrEqual(2);
    expect(anomaly.cause).toBe("retry-storm");
    expect(anomaly.beganAtMs).toBe(NOW - 3 * MINUTE_MS);
  });

  it("is a deploy regression when the function was modified just before", () => {
    const fresh = functionProfile({ triggers: [QUEUED], lastModifiedMs: NOW - 5 * MINUTE_MS });
    expect(anomalyOf({ baseline, series, profile: fresh }).cause).toBe("deploy-regression");
  });
});

describe("a function that feeds its own bucket", () => {
  const baseline = learned({
    rate: even(10),
    runMs: 900,
    also: { maxConcurrency: () => 2, asyncEventsReceived: (runs) => runs },
  });
  /** Doubles every minute for six minutes: 20, 40, ... 640. */
  const runs = minutes(30, (age) => (age < 6 ? 10 * 2 ** (6 - age) : 10));
  const series: Series = {
    invocations: runs,
    durationMs: runs.map((count) => 900 * count),
    errors: runs.map(() => 0),
    maxConcurrency: runs.map((count) => Math.ceil(count / 20)),
    asyncEventsReceived: runs,
  };
  const profile = functionProfile({ triggers: [UPLOADED] });

  it("is seen growing and confirmed by the events that arrive", () => {
    const anomaly = anomalyOf({ baseline, series, profile });
    expect(anomaly.signals.map(({ kind }) => kind)).toContain("growth");
    expect(witnesses(anomaly)).toContain("AsyncEventsReceived");
    expect(anomaly.cause).toBe("loop");
  });

  it("is proven when AWS's own loop detection drops a run", () => {
    const dropped = { ...series, recursionsDropped: minutes(30, (age) => (age === 3 ? 1 : 0)) };
    const anomaly = anomalyOf({ baseline, series: dropped, profile });
    expect(witnesses(anomaly)).toContain("RecursiveInvocationsDropped");
    expect(anomaly.causeSentence).toMatch(/AWS's own loop detection/);
  });
});

describe("what only looks like an attack", () => {
  it("a launch that triples a function has no second witness for four hours", () => {
    const draw = counts(5);
    const seen = new Set<string>();
    for (let minute = 15; minute <= 240; minute += 15) {
      const endMs = NOW + minute * MINUTE_MS;
      const runs = minutes(30, (age) => draw((age < minute ? 3 : 1) * diurnal(60)(endMs - age * MINUTE_MS)));
      const verdict = judge({
        baseline: shop,
        endMs,
        series: {
          invocations: runs,
          durationMs: runs.map((count) => 200 * count),
          errors: runs.map(() => 0),
          throttles: runs.map(() => 0),
          maxConcurrency: minutes(30, (age) => (age < minute ? 9 : 3)),
        },
      });
      if (verdict.kind === "anomalous") for (const witness of witnesses(verdict.anomaly)) seen.add(witness);
    }
    expect([...seen]).toEqual(["Duration"]);
  });

  it("a nightly batch is quiet, started early or late, a third larger or smaller", () => {
    const startMs = Date.UTC(2026, 10, 22, 2);
    const batch = (atMs: number): number => (atMs % (24 * HOUR_MS) < 20 * MINUTE_MS ? 58 : 0);
    const baseline = learned({
      rate: (atMs) => batch(atMs - 2 * HOUR_MS),
      runMs: 7_400,
      also: { maxConcurrency: (runs) => (runs > 0 ? 12 : 0) },
      endMs: Date.UTC(2026, 10, 22),
    });
    const draw = counts(8);
    for (const shift of [-5, 0, 5])
      for (const size of [0.7, 1, 1.3])
        for (let minute = 0; minute < 35; minute += 1) {
          const endMs = startMs + minute * MINUTE_MS;
          const runs = minutes(30, (age) =>
            draw(size * batch(endMs - (age + 1) * MINUTE_MS - 2 * HOUR_MS - shift * MINUTE_MS)),
          );
          const verdict = judge({
            baseline,
            endMs,
            profile: functionProfile({ triggers: [SCHEDULED] }),
            series: {
              invocations: runs,
              durationMs: runs.map((count) => 7_400 * count),
              errors: runs.map(() => 0),
              maxConcurrency: runs.map((count) => (count > 0 ? 14 : 0)),
              asyncEventsReceived: runs,
            },
          });
          expect(verdict.kind).toBe("quiet");
        }
  });

  it("a version that is half as slow again is quiet", () => {
    const runs = minutes(30, () => 100);
    const verdict = judge({
      baseline: shop,
      profile: functionProfile({ lastModifiedMs: NOW - 20 * MINUTE_MS }),
      series: { invocations: runs, durationMs: runs.map((count) => 300 * count), errors: runs.map(() => 0) },
    });
    expect(verdict.kind).toBe("quiet");
  });

  it("one minute of five times the usual on a small function is quiet", () => {
    const small = learned({ rate: even(2), also: { maxConcurrency: () => 1, errors: () => 0 } });
    const runs = minutes(30, (age) => (age === 0 ? 10 : 2));
    const verdict = judge({
      baseline: small,
      series: {
        invocations: runs,
        durationMs: runs.map((count) => 200 * count),
        errors: runs.map(() => 0),
        maxConcurrency: minutes(30, (age) => (age === 0 ? 3 : 1)),
      },
    });
    expect(verdict.kind).toBe("quiet");
  });

  it("a fan-out of one minute in five is quiet, though it passes its 5-minute record each time", () => {
    const fanOut = (atMs: number): number => (atMs % (5 * MINUTE_MS) < MINUTE_MS ? 200 : 0);
    const baseline = learned({ rate: fanOut });
    for (let minute = 1; minute <= 10; minute += 1) {
      const endMs = NOW + minute * MINUTE_MS;
      const runs = minutes(30, (age) => fanOut(endMs - (age + 1) * MINUTE_MS));
      const verdict = judge({
        baseline,
        endMs,
        series: { invocations: runs, durationMs: runs.map((n) => 200 * n) },
      });
      expect(verdict.kind).toBe("quiet");
    }
  });

  it("two ordinary weeks are quiet", () => {
    const draw = counts(21);
    const rate = diurnal(8);
    const baseline = learned({ rate });
    const runs = Array.from({ length: 14 * 1_440 }, (_, minute) => draw(rate(NOW + minute * MINUTE_MS)));
    let alarms = 0;
    for (let end = 30; end <= runs.length; end += 7) {
      const seen = runs.slice(end - 30, end);
      const series = { invocations: seen, durationMs: seen.map((count) => 200 * count) };
      if (judge({ baseline, endMs: NOW + end * MINUTE_MS, series }).kind !== "quiet") alarms += 1;
    }
    expect(alarms).toBe(0);
  });
});

describe("judgeFunction", () => {
  it("says what comes nearest to being abnormal in a quiet function", () => {
    const runs = minutes(30, () => 150);
    const verdict = judge({
      baseline: shop,
      series: { invocations: runs, durationMs: runs.map((n) => 200 * n) },
    });
    expect(verdict).toMatchObject({
      kind: "quiet",
      reason: expect.stringMatching(/comes nearest, at \d+ % of its cut/),
    });
  });

  it("does not call quiet what it could not see", () => {
    expect(judge({ baseline: shop, series: { invocations: [1, 2, 3] } }).kind).toBe("could-not-look");
    const window = minutesUntil(NOW, { invocations: [1], durationMs: [200] }, 1);
    const verdict = judgeFunction({ profile: functionProfile(), baseline: shop, window, nowMs: NOW, prices });
    expect(verdict.kind).toBe("could-not-look");
  });

  it("finds everything new that a function without a baseline does", () => {
    const runs = minutes(30, (age) => (age < 5 ? 300 : 0));
    const series = { invocations: runs, durationMs: runs.map((count) => 200 * count) };
    expect(anomalyOf({ baseline: undefined, series }).cause).toBe("awakened");
  });

  it("sees a flood of runs that take minutes, though the newest ones have not ended", () => {
    const baseline = learned({ rate: even(1), runMs: 300_000 });
    const runs = minutes(30, (age) => (age < 5 ? 0 : age < 12 ? 60 : 1));
    const series = { invocations: runs, durationMs: runs.map((count) => 300_000 * count) };
    expect(anomalyOf({ baseline, series }).signals.map(({ kind }) => kind)).toContain("volume");
  });

  it("names throttles as a witness when the demand is far beyond the record", () => {
    const series: Series = {
      invocations: minutes(30, (age) => (age < 3 ? 200 : 100)),
      durationMs: minutes(30, (age) => (age < 3 ? 40_000 : 20_000)),
      throttles: minutes(30, (age) => (age < 3 ? 4_000 : 0)),
    };
    expect(witnesses(anomalyOf({ baseline: shop, series }))).toContain("Throttles");
  });

  it("calls it a duration blow-up when the same number of runs takes ten times as long", () => {
    const runs = minutes(30, () => 100);
    const durationMs = minutes(30, (age) => (age < 4 ? 200_000 : 20_000));
    const profile = functionProfile({ triggers: [CALLED] });
    expect(anomalyOf({ baseline: shop, profile, series: { invocations: runs, durationMs } }).cause).toBe(
      "duration-blow-up",
    );
  });
});
