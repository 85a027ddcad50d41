import { describe, expect, it } from "vitest";
import type { BreakerEvent } from "../../../lib/breaker/event.ts";
import { transition } from "../../../lib/breaker/transition.ts";
import type { BreakerState } from "../../../lib/domain/breaker.ts";
import { GUARD } from "../../../lib/domain/operator.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aPolicy, NOW_MS } from "../../support/builders.ts";
import { ALICE, aBrake } from "../../support/builders-actuate.ts";
import { aMapping, CONCURRENCY, reserved, source } from "../../support/fake-control.ts";

const times = aPolicy().breaker;
const go = (state: BreakerState, event: BreakerEvent, nowMs = NOW_MS) =>
  transition(state, event, times, nowMs);
const next = (state: BreakerState, event: BreakerEvent, nowMs = NOW_MS): BreakerState => {
  const result = go(state, event, nowMs);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

const change = {
  setting: CONCURRENCY,
  prior: reserved("unreserved"),
  wanted: reserved(0),
  refusesOnly: true as const,
  allowances: [reserved(4)],
  reason: "",
};
const { refusesOnly: _, ...waiting } = change;
const throttle = { ...waiting, wanted: reserved(1) };
const queue = {
  setting: aMapping(),
  prior: source(true),
  wanted: source(false),
  allowances: [source(true, 2)],
  reason: "",
};
const trip: BreakerEvent & { kind: "trip" } = {
  kind: "trip",
  grade: "full",
  incidentId: "incident-1",
  changes: [change],
  reason: "a flood",
};
const kill: BreakerEvent = {
  kind: "operator-kill",
  changes: [change],
  forgotten: [],
  reason: "stop it",
  by: ALICE,
  expiresAtMs: NOW_MS + 4 * HOUR_MS,
};
const hold: BreakerEvent = {
  kind: "operator-hold",
  reason: "leave it",
  by: ALICE,
  expiresAtMs: NOW_MS + 24 * HOUR_MS,
};
const undo: BreakerEvent = { kind: "operator-restore", overwritten: [], reason: "a sale", by: ALICE };
const release: BreakerEvent = { kind: "operator-release", reason: "done", by: ALICE, accepted: [] };
const step = (kind: "probe" | "retrip" | "restore" | "expire"): BreakerEvent => ({
  kind,
  reason: `time to ${kind}`,
});

const armed: BreakerState = { kind: "armed", sinceMs: 0 };
const tripped = next(armed, trip, NOW_MS - 10 * MINUTE_MS);
const probing = next(tripped, step("probe"));
const restoring = next(tripped, step("restore"));
const killed = next(armed, kill);
const held = next(armed, hold);

describe("trip", () => {
  it("keeps the prior state, the full brake and the allowance, and says when to probe and when to let go", () => {
    expect(next(armed, trip)).toEqual({
      kind: "tripped",
      sinceMs: NOW_MS,
      startedAtMs: NOW_MS,
      incidentId: "incident-1",
      brakes: [aBrake()],
      reason: "a flood",
      by: GUARD,
      grade: "full",
      attempt: 0,
      probeAtMs: NOW_MS + 10 * MINUTE_MS,
      expiresAtMs: NOW_MS + 300 * MINUTE_MS,
    });
  });
  it.each([
    ["tripped", tripped],
    ["probing", probing],
    ["restoring", restoring],
  ])("has nothing to do while %s", (_name, state) => {
    expect(go(state, trip)).toMatchObject({ error: { kind: "nothing-to-do" } });
  });
  it.each([
    ["killed", killed],
    ["held", held],
  ])("respects a person who has it %s", (_name, state) => {
    expect(go(state, trip)).toEqual({ ok: false, error: { kind: "stood-down", by: ALICE } });
  });
  it("has nothing to do when nothing would change", () => {
    expect(go(armed, { ...trip, changes: [] })).toMatchObject({ error: { kind: "nothing-to-do" } });
  });
});

describe("probe", () => {
  it("lets a little through for the time of a probe", () => {
    expect(probing).toMatchObject({
      kind: "probing",
      sinceMs: NOW_MS - 10 * MINUTE_MS,
      startedAtMs: NOW_MS,
      judgeAtMs: NOW_MS + 4 * MINUTE_MS,
      attempt: 0,
      brakes: [{ prior: reserved("unreserved"), wanted: reserved(4), ours: [reserved(0), reserved(4)] }],
    });
  });
  it("is not due before its time", () => {
    expect(go(tripped, step("probe"), NOW_MS - 1)).toMatchObject({ error: { kind: "nothing-to-do" } });
  });
  it.each([
    ["armed", armed],
    ["probing", probing],
    ["restoring", restoring],
    ["held", killed],
  ])("has nothing to do while %s", (_name, state) => {
    expect(go(state, step("probe"))).toMatchObject({ error: { kind: "nothing-to-do" } });
  });
});

describe("retrip", () => {
  it("waits twice as long after each failed probe, up to the longest wait", () => {
    let state: BreakerState = tripped;
    let nowMs = NOW_MS;
    const waits: number[] = [];
    for (let round = 0; round < 6; round++) {
      state = next(next(state, step("probe"), nowMs), step("retrip"), nowMs);
      if (state.kind !== "tripped") throw new Error(state.kind);
      waits.push((state.probeAtMs - nowMs) / MINUTE_MS);
      nowMs = state.probeAtMs;
    }
    // 10 min x 2^n, at most 60.
    expect(waits).toEqual([20, 40, 60, 60, 60, 60]);
  });
  it("puts the full brake back and keeps when the trip began and ends", () => {
    expect(next(probing, step("retrip"))).toMatchObject({
      kind: "tripped",
      brakes: [{ wanted: reserved(0), prior: reserved("unreserved"), ours: [reserved(0), reserved(4)] }],
      sinceMs: NOW_MS - 10 * MINUTE_MS,
      expiresAtMs: NOW_MS + 290 * MINUTE_MS,
    });
  });
  it("has nothing to do unless probing", () => {
    expect(go(tripped, step("retrip"))).toMatchObject({ error: { kind: "nothing-to-do" } });
  });
});

describe("restore", () => {
  it.each([
    ["tripped", tripped],
    ["probing", probing],
  ])("goes back to the prior state from %s", (_name, state) => {
    expect(next(state, step("restore"))).toMatchObject({
      kind: "restoring",
      brakes: [{ wanted: reserved("unreserved") }],
    });
  });
  it("by the guard leaves alone what a person holds", () => {
    expect(go(killed, step("restore"))).toMatchObject({ error: { kind: "stood-down", by: ALICE } });
  });
  const trippedBy = (changes: Extract<BreakerEvent, { kind: "trip" }>["changes"]) =>
    next(armed, { ...trip, changes }, NOW_MS - 10 * MINUTE_MS);
  const armedAgain = (state: BreakerState, nowMs = NOW_MS) =>
    next(next(state, step("restore"), nowMs), { kind: "restored" }, nowMs);
  it("arms once everything has been read back, and lets drain what piled up", () => {
    // The default recovery: 30 min.
    expect(armedAgain(trippedBy([throttle]), NOW_MS + HOUR_MS)).toEqual({
      kind: "armed",
      sinceMs: NOW_MS + HOUR_MS,
      recoveringUntilMs: NOW_MS + HOUR_MS + 30 * MINUTE_MS,
      relapse: { attempt: 1, untilMs: NOW_MS + 2 * HOUR_MS },
    });
  });
  it("waits only until the metrics have calmed when a probe has seen that nothing is left", () => {
    const probed = next(trippedBy([throttle]), step("probe"));
    const drained = next(probed, { kind: "restore", reason: "calm", drained: true });
    // Five minutes, in which the drained backlog still shows.
    expect(next(drained, { kind: "restored" })).toMatchObject({ recoveringUntilMs: NOW_MS + 5 * MINUTE_MS });
  });
  it("goes on with the back-off when it trips again within the hour, and not later", () => {
    const probed = next(next(trippedBy([change]), step("probe")), step("retrip"));
    const restored = armedAgain(
      next(probed, step("probe"), NOW_MS + 20 * MINUTE_MS),
      NOW_MS + 30 * MINUTE_MS,
    );
    // One probe had failed before the one that led to the restore: the third wait of 10 min x 2^n.
    expect(next(restored, trip, NOW_MS + 40 * MINUTE_MS)).toMatchObject({
      attempt: 2,
      probeAtMs: NOW_MS + 80 * MINUTE_MS,
    });
    expect(next(restored, trip, NOW_MS + 100 * MINUTE_MS)).toMatchObject({ attempt: 0 });
  });
  it("lets drain for no longer than the trip was", () => {
    expect(armedAgain(trippedBy([change, queue]))).toMatchObject({
      recoveringUntilMs: NOW_MS + 10 * MINUTE_MS,
    });
    const atOnce = next(armed, { ...trip, changes: [throttle] });
    expect(armedAgain(atOnce)).not.toHaveProperty("recoveringUntilMs");
  });
  it("guards again at once where callers were refused, since nothing piled up", () => {
    expect(armedAgain(trippedBy([change]))).not.toHaveProperty("recoveringUntilMs");
    expect(armedAgain(next(trippedBy([change]), step("probe")))).not.toHaveProperty("recoveringUntilMs");
  });
  it("is not complete before it began", () => {
    expect(go(tripped, { kind: "restored" })).toMatchObject({ error: { kind: "nothing-to-do" } });
  });
  it("leaves a plainly armed breaker once the recovery is over", () => {
    const recovering: BreakerState = { kind: "armed", sinceMs: 1, recoveringUntilMs: NOW_MS };
    expect(next(recovering, { kind: "recovered" })).toEqual({ kind: "armed", sinceMs: 1 });
    expect(go(recovering, { kind: "recovered" }, NOW_MS - 1).ok).toBe(false);
    expect(go(armed, { kind: "recovered" }).ok).toBe(false);
  });
});

describe("expiry", () => {
  it.each([
    ["tripped", tripped],
    ["probing", probing],
    ["killed", killed],
  ])("restores what is %s, and not before its time", (_name, state) => {
    const expiresAtMs = state.kind === "armed" ? 0 : state.expiresAtMs;
    expect(go(state, step("expire"), expiresAtMs - 1)).toMatchObject({ error: { kind: "nothing-to-do" } });
    expect(next(state, step("expire"), expiresAtMs)).toMatchObject({
      kind: "restoring",
      by: GUARD,
      brakes: [{ wanted: reserved("unreserved") }],
    });
  });
  it("of a hold that limits nothing arms at once", () => {
    expect(next(held, step("expire"), NOW_MS + 24 * HOUR_MS)).toEqual({
      kind: "armed",
      sinceMs: NOW_MS + 24 * HOUR_MS,
    });
  });
  it.each([
    ["armed", armed],
    ["restoring", restoring],
  ])("means nothing while %s", (_name, state) => {
    expect(go(state, step("expire"), Number.MAX_SAFE_INTEGER).ok).toBe(false);
  });
});

describe("a person's kill", () => {
  it("limits an armed function until its expiry, without probes", () => {
    expect(killed).toEqual({
      kind: "held",
      sinceMs: NOW_MS,
      startedAtMs: NOW_MS,
      brakes: [aBrake()],
      reason: "stop it",
      by: ALICE,
      expiresAtMs: NOW_MS + 4 * HOUR_MS,
    });
  });
  it.each([
    ["tripped", tripped],
    ["probing", probing],
    ["restoring", restoring],
  ])("puts the full brake on while %s and keeps the prior state", (_name, state) => {
    expect(next(state, { ...kill, changes: [] })).toMatchObject({
      kind: "held",
      sinceMs: NOW_MS - 10 * MINUTE_MS,
      incidentId: "incident-1",
      brakes: [{ wanted: reserved(0), prior: reserved("unreserved") }],
    });
  });
  it("adds brakes, takes some anew and gives some up", () => {
    const retaken = { ...change, prior: reserved(20) };
    expect(next(tripped, { ...kill, changes: [retaken, queue] })).toMatchObject({
      brakes: [{ prior: reserved(20), ours: [reserved(0)] }, { setting: aMapping() }],
    });
    expect(next(tripped, { ...kill, changes: [queue], forgotten: [CONCURRENCY] })).toMatchObject({
      brakes: [{ setting: aMapping() }],
    });
  });
  it("starts the loss clock when a hold had limited nothing", () => {
    expect(next(held, kill, NOW_MS + HOUR_MS)).toMatchObject({ sinceMs: NOW_MS + HOUR_MS });
  });
  it("has nothing to do when the function is as limited already", () => {
    expect(go(armed, { ...kill, changes: [] })).toMatchObject({ error: { kind: "nothing-to-do" } });
  });
});

describe("a person's hold", () => {
  it("keeps the guard off a running function", () => {
    expect(held).toMatchObject({ kind: "held", brakes: [], by: ALICE, expiresAtMs: NOW_MS + 24 * HOUR_MS });
  });
  it.each([
    ["tripped", tripped],
    ["probing", probing],
    ["killed", killed],
  ])("keeps what is %s fully braked", (_name, state) => {
    expect(next(state, hold)).toMatchObject({
      kind: "held",
      brakes: [{ wanted: reserved(0) }],
      reason: "leave it",
    });
  });
  it("does not stop a restore halfway", () => {
    expect(go(restoring, hold)).toMatchObject({ error: { kind: "nothing-to-do" } });
  });
});

describe("a person's release", () => {
  it("of a killed function has it probed at once, and ends no later than before", () => {
    const released = next(killed, release, NOW_MS + MINUTE_MS);
    expect(released).toMatchObject({
      kind: "tripped",
      attempt: 0,
      by: ALICE,
      probeAtMs: NOW_MS + MINUTE_MS,
      expiresAtMs: NOW_MS + 4 * HOUR_MS,
    });
    const longKill = next(armed, { ...kill, expiresAtMs: NOW_MS + 100 * HOUR_MS });
    expect(next(longKill, release)).toMatchObject({ expiresAtMs: NOW_MS + 300 * MINUTE_MS });
  });
  it("of a function that was left alone arms it", () => {
    expect(next(held, release)).toEqual({ kind: "armed", sinceMs: NOW_MS });
  });
  it("accepts what drifted and restores the rest", () => {
    const queue = aBrake({ setting: aMapping(), prior: source(true), wanted: source(false) });
    const both = tripped.kind === "tripped" ? { ...tripped, brakes: [...tripped.brakes, queue] } : tripped;
    expect(next(both, { ...release, accepted: [CONCURRENCY] })).toMatchObject({
      kind: "restoring",
      brakes: [{ setting: aMapping(), wanted: source(true) }],
    });
  });
  it("arms at once when every setting is accepted as it is", () => {
    expect(next(restoring, { ...release, accepted: [CONCURRENCY] })).toEqual({
      kind: "armed",
      sinceMs: NOW_MS,
    });
  });
  it.each([
    ["armed", armed],
    ["tripped", tripped],
    ["probing", probing],
    ["restoring", restoring],
  ])("has nothing to do while the guard has it: %s", (_name, state) => {
    expect(go(state, release)).toMatchObject({ error: { kind: "nothing-to-do" } });
  });
});

describe("a person's restore", () => {
  it.each([
    ["tripped", tripped],
    ["probing", probing],
    ["killed", killed],
    ["restoring", restoring],
  ])("puts back what is %s", (_name, state) => {
    expect(next(state, undo)).toMatchObject({
      kind: "restoring",
      by: ALICE,
      brakes: [{ wanted: reserved("unreserved") }],
    });
  });
  it.each([
    ["armed", armed],
    ["held without a brake", held],
  ])("has nothing to do while %s", (_name, state) => {
    expect(go(state, undo)).toMatchObject({ error: { kind: "nothing-to-do" } });
  });
});
