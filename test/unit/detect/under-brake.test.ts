import { describe, expect, it } from "vitest";
import { judgeUnderBrake } from "../../../lib/detect/under-brake.ts";
import type { Brake, BreakerState } from "../../../lib/domain/breaker.ts";
import { GUARD } from "../../../lib/domain/operator.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aBrake } from "../../support/builders-actuate.ts";
import { aMapping, reserved, source } from "../../support/fake-control.ts";
import { even, functionProfile, learned, minutes, minutesUntil, NOW, type Series } from "./scene.ts";

const baseline = learned({ rate: even(60), runMs: 400, also: { errors: () => 0 } });
const profile = functionProfile();
const queueOff = aBrake({ setting: aMapping(), prior: source(true), wanted: source(false) });
const callers = aBrake({ wanted: reserved(4) });

const common = {
  sinceMs: NOW - 40 * MINUTE_MS,
  expiresAtMs: NOW + HOUR_MS,
  grade: "full",
  attempt: 0,
  reason: "",
  by: GUARD,
} as const;
const tripped = (brakes: readonly Brake[]) =>
  ({
    ...common,
    kind: "tripped",
    startedAtMs: common.sinceMs,
    probeAtMs: NOW,
    brakes,
  }) satisfies BreakerState;
/** The probe began 8 minutes ago and its present stage 2 minutes ago. */
const probing = {
  ...common,
  kind: "probing",
  stage: 1,
  startedAtMs: NOW - 2 * MINUTE_MS,
  probedSinceMs: NOW - 8 * MINUTE_MS,
  judgeAtMs: NOW,
  brakes: [callers],
} satisfies BreakerState;

const look = (state: BreakerState, series: Series) =>
  judgeUnderBrake(state, minutesUntil(NOW, series), profile, baseline, new Map());
const runs = (perMinute: number, changes: Series = {}): Series => ({
  invocations: minutes(40, () => perMinute),
  durationMs: minutes(40, () => perMinute * 400),
  errors: minutes(40, () => 0),
  throttles: minutes(40, () => 0),
  asyncEventsReceived: minutes(40, () => 0),
  ...changes,
});

describe("a function under its brake", () => {
  it("is calm enough to be tried where nothing of its source can be seen", () => {
    expect(look(tripped([queueOff]), runs(0)).kind).toBe("calm");
  });

  it("burns while callers are refused in crowds", () => {
    const refused = runs(0, { throttles: minutes(40, () => 5_000) });
    expect(look(tripped([aBrake()]), refused).kind).toBe("burning");
  });

  it("burns in a probe when the runs that are let through fail or drag on, however few call", () => {
    const stage = { ...probing, startedAtMs: NOW - 8 * MINUTE_MS };
    expect(look(stage, runs(40)).kind).toBe("calm");
    expect(look(stage, runs(40, { errors: minutes(40, () => 30) })).kind).toBe("burning");
    expect(look(stage, runs(40, { durationMs: minutes(40, () => 40 * 8_000) })).kind).toBe("burning");
  });

  it("burns in a later stage by what is seen only now of an earlier one", () => {
    const failed = minutes(40, (age) => (age >= 2 && age < 8 ? 30 : 0));
    expect(look(probing, runs(40, { errors: failed })).kind).toBe("burning");
    expect(look(probing, runs(40)).kind).toBe("unclear");
  });
});
