import { describe, expect, it } from "vitest";
import { type CalmInput, judgeCalm } from "../../../lib/detect/calm.ts";
import type { Calm } from "../../../lib/domain/calm.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { even, functionProfile, learned, minutes, minutesUntil, NOW, type Series } from "./scene.ts";

const baseline = learned({
  rate: even(60),
  runMs: 400,
  also: { errors: () => 0, asyncEventsReceived: (runs) => runs },
});
type Look = Partial<CalmInput> & { series: Series; sinceMinutes?: number; notFinal?: number };
const calm = ({ series, sinceMinutes = 10, notFinal = 0, ...given }: Look): Calm =>
  judgeCalm({
    profile: functionProfile(),
    baseline,
    window: minutesUntil(NOW, series, notFinal),
    sinceMs: NOW - sinceMinutes * MINUTE_MS,
    demand: "synchronous",
    ...given,
  });

describe("judgeCalm of callers who wait for the answer", () => {
  it("is burning while refused calls keep coming", () => {
    const series = { invocations: minutes(10, () => 0), throttles: minutes(10, () => 5_000) };
    expect(calm({ series }).kind).toBe("burning");
  });

  it("is calm once calls and refused calls together are as usual", () => {
    const series = {
      invocations: minutes(10, () => 0),
      throttles: minutes(10, (age) => (age < 3 ? 60 : 5_000)),
    };
    expect(calm({ series })).toMatchObject({
      kind: "calm",
      reason: expect.stringContaining("60 calls a minute"),
    });
  });

  it("says how many minutes it still needs", () => {
    const series = { invocations: minutes(10, () => 0), throttles: minutes(10, () => 0) };
    expect(calm({ series, sinceMinutes: 3, notFinal: 2 })).toEqual({
      kind: "unclear",
      reason: "2 more final minutes are needed",
    });
  });

  it("concludes nothing without the refused calls", () => {
    expect(calm({ series: { invocations: minutes(10, () => 0) } }).kind).toBe("unclear");
  });
});

describe("judgeCalm of asynchronous events", () => {
  const demand = "asynchronous";

  it("does not take a draining backlog for burning", () => {
    const series = { invocations: minutes(10, () => 3_000), asyncEventsReceived: minutes(10, () => 60) };
    expect(calm({ series, demand }).kind).toBe("calm");
  });

  it("is burning while events keep arriving", () => {
    const series = { invocations: minutes(10, () => 60), asyncEventsReceived: minutes(10, () => 900) };
    expect(calm({ series, demand }).kind).toBe("burning");
  });

  it("measures arrivals against the runs where arrivals were never learned", () => {
    const unlearned = learned({ rate: even(60) });
    const series = { asyncEventsReceived: minutes(10, () => 60) };
    expect(calm({ series, demand, baseline: unlearned }).kind).toBe("calm");
  });
});

describe("judgeCalm of a polled source", () => {
  const demand = "polled";
  const runs = (perMinute: number, failing: number, runMs: number): Series => ({
    invocations: minutes(10, () => perMinute),
    errors: minutes(10, () => failing),
    durationMs: minutes(10, () => perMinute * runMs),
  });

  it("is burning while the runs still fail", () => {
    expect(calm({ series: runs(10, 10, 400), demand }).kind).toBe("burning");
  });

  it("is burning while the runs still take far too long", () => {
    expect(calm({ series: runs(10, 0, 20_000), demand }).kind).toBe("burning");
  });

  it("is calm when the runs succeed, however many the backlog makes", () => {
    expect(calm({ series: runs(5_000, 0, 400), demand }).kind).toBe("calm");
  });

  it("is calm when nothing comes for longer than a run may last", () => {
    expect(calm({ series: runs(0, 0, 0), demand }).kind).toBe("calm");
    const slow = functionProfile({ timeoutSeconds: 900 });
    expect(calm({ series: runs(0, 0, 0), demand, profile: slow })).toEqual({
      kind: "unclear",
      reason: "6 more final minutes are needed",
    });
  });

  it("is unclear after a handful of runs", () => {
    const series: Series = {
      invocations: minutes(10, (age) => (age === 0 ? 3 : 0)),
      errors: minutes(10, () => 0),
      durationMs: minutes(10, (age) => (age === 0 ? 1_200 : 0)),
    };
    expect(calm({ series, demand }).kind).toBe("unclear");
  });

  it("counts only runs since the probe began", () => {
    const series: Series = {
      invocations: minutes(10, () => 10),
      errors: minutes(10, (age) => (age < 5 ? 0 : 10)),
      durationMs: minutes(10, () => 4_000),
    };
    expect(calm({ series, demand, sinceMinutes: 5 }).kind).toBe("calm");
  });
});
