import { describe, expect, it } from "vitest";
import type { BreakerEvent } from "../../../lib/breaker/event.ts";
import { transition } from "../../../lib/breaker/transition.ts";
import { type BreakerState, brakesOf } from "../../../lib/domain/breaker.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aPolicy, NOW_MS } from "../../support/builders.ts";
import { ALICE } from "../../support/builders-actuate.ts";
import { aMapping, CONCURRENCY, reserved, source } from "../../support/fake-control.ts";

const times = aPolicy().breaker;
const go = (state: BreakerState, event: BreakerEvent, nowMs = NOW_MS): BreakerState => {
  const result = transition(state, event, times, nowMs);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};
const wanted = (state: BreakerState) => brakesOf(state).map((brake) => brake.wanted);
const because = "because";

const callers = {
  setting: CONCURRENCY,
  prior: reserved(100),
  wanted: reserved(0),
  cap: reserved(8),
  allowances: [reserved(1), reserved(10), reserved(50)],
  reason: "",
};
const stream = {
  setting: aMapping(),
  prior: source(true),
  wanted: source(false),
  allowances: [source(true)],
  reason: "",
};
const trip = (
  grade: "cap" | "full",
  changes: Extract<BreakerEvent, { kind: "trip" }>["changes"] = [callers],
  lossAfterMs?: number,
): BreakerState =>
  go(
    { kind: "armed", sinceMs: 0 },
    { kind: "trip", incidentId: "incident-1", grade, changes, reason: "a flood", lossAfterMs },
  );
const PROBE_AT = NOW_MS + times.firstProbeAfterMinutes * MINUTE_MS;

describe("a trip with a cap", () => {
  it("leaves the function what it needs in a busy minute", () => {
    expect(wanted(trip("cap"))).toEqual([reserved(8)]);
    expect(trip("cap")).toMatchObject({ grade: "cap" });
  });
  it("takes the full brake for a setting that has no cap", () => {
    expect(wanted(trip("cap", [callers, stream]))).toEqual([reserved(8), source(false)]);
  });
  it("is a full stop where nothing can be capped", () => {
    expect(trip("cap", [stream])).toMatchObject({ grade: "full" });
  });
  it("becomes a full stop when the cap lets too much through, and the probes begin anew", () => {
    const stopped = go(trip("cap"), { kind: "escalate", reason: because }, NOW_MS + 5 * MINUTE_MS);
    expect(stopped).toMatchObject({
      kind: "tripped",
      grade: "full",
      attempt: 0,
      sinceMs: NOW_MS,
      probeAtMs: PROBE_AT + 5 * MINUTE_MS,
    });
    expect(wanted(stopped)).toEqual([reserved(0)]);
  });
  it("stays a cap when a person holds it, and when it is given back", () => {
    const hold = {
      kind: "operator-hold",
      reason: because,
      by: ALICE,
      expiresAtMs: NOW_MS + HOUR_MS,
    } as const;
    const held = go(trip("cap"), hold);
    expect(wanted(held)).toEqual([reserved(8)]);
    expect(go(held, { kind: "operator-release", reason: because, by: ALICE, accepted: [] })).toMatchObject({
      kind: "tripped",
      grade: "cap",
    });
  });
  it("is not escalated twice", () => {
    const stopped = trip("full");
    expect(transition(stopped, { kind: "escalate", reason: because }, times, NOW_MS)).toMatchObject({
      ok: false,
      error: { kind: "nothing-to-do" },
    });
  });
});

describe("the stages of a restore", () => {
  const probe = { kind: "probe", reason: because } as const;
  const widen = { kind: "widen", reason: because } as const;

  it("let through 1, a tenth, a half, and then everything as it was", () => {
    let state = go(trip("full"), probe, PROBE_AT);
    const seen = [wanted(state)[0]];
    let nowMs = PROBE_AT;
    for (let stage = 1; stage < 3; stage += 1) {
      nowMs += times.stageMinutes * MINUTE_MS;
      state = go(state, widen, nowMs);
      seen.push(wanted(state)[0]);
    }
    // A tenth and a half of the 100 that were reserved.
    expect(seen).toEqual([reserved(1), reserved(10), reserved(50)]);
    expect(transition(state, widen, times, nowMs + HOUR_MS)).toMatchObject({ ok: false });
    expect(wanted(go(state, { kind: "restore", reason: "calm" }, nowMs))).toEqual([reserved(100)]);
  });
  it("last a short time each, and the one that is judged longer", () => {
    const first = go(trip("full"), probe, PROBE_AT);
    expect(first).toMatchObject({ judgeAtMs: PROBE_AT + times.stageMinutes * MINUTE_MS });
    const tooEarly = transition(first, widen, times, PROBE_AT + MINUTE_MS);
    expect(tooEarly).toMatchObject({ ok: false });
    const only = go(trip("full", [stream]), probe, PROBE_AT);
    expect(only).toMatchObject({ judgeAtMs: PROBE_AT + times.probeMinutes * MINUTE_MS });
  });
  it("keep a setting with fewer of them at its last one", () => {
    const first = go(trip("full", [callers, stream]), probe, PROBE_AT);
    const second = go(first, widen, PROBE_AT + times.stageMinutes * MINUTE_MS);
    expect(wanted(second)).toEqual([reserved(10), source(true)]);
  });
  it("begin with the last one under a cap, which has let as much through all the time", () => {
    expect(go(trip("cap"), probe, PROBE_AT)).toMatchObject({ stage: 2, grade: "cap" });
  });
  it("go back to where they came from when it burns again", () => {
    const retrip = { kind: "retrip", reason: "burning" } as const;
    expect(wanted(go(go(trip("cap"), probe, PROBE_AT), retrip, PROBE_AT))).toEqual([reserved(8)]);
    expect(wanted(go(go(trip("full"), probe, PROBE_AT), retrip, PROBE_AT))).toEqual([reserved(0)]);
  });
});

describe("what waits behind a brake", () => {
  const queued = {
    ...callers,
    wanted: reserved(1),
    cap: reserved(8),
    allowances: [reserved(10), reserved(50)],
  };
  const ease = { kind: "ease", reason: because } as const;

  it("is known to be lost at a certain time, which stays the same through every step", () => {
    const state = trip("full", [queued], 2 * HOUR_MS);
    const lossAtMs = NOW_MS + 2 * HOUR_MS;
    expect(state).toMatchObject({ lossAtMs });
    expect(go(state, { kind: "probe", reason: because }, PROBE_AT)).toMatchObject({ lossAtMs });
  });
  it("is let through at the pace of the cap, or of the widest allowance", () => {
    expect(wanted(go(trip("full", [queued]), ease))).toEqual([reserved(8)]);
    expect(wanted(go(trip("full", [stream]), ease))).toEqual([source(true)]);
  });
  it("is not stopped again by the guard, also when a probe of the trickle burns", () => {
    const trickle = go(trip("full", [queued]), ease);
    const probing = go(trickle, { kind: "probe", reason: because }, PROBE_AT);
    const back = go(probing, { kind: "retrip", reason: "burning" }, PROBE_AT);
    expect(back).toMatchObject({ grade: "trickle" });
    expect(wanted(back)).toEqual([reserved(8)]);
  });
  it("bounds how long a person may keep it stopped", () => {
    const killed = go(
      { kind: "armed", sinceMs: 0 },
      {
        kind: "operator-kill",
        changes: [queued],
        forgotten: [],
        reason: because,
        by: ALICE,
        expiresAtMs: NOW_MS + 9 * HOUR_MS,
        lossAfterMs: HOUR_MS,
      },
    );
    // Nine tenths of the hour.
    expect(killed).toMatchObject({ kind: "held", expiresAtMs: NOW_MS + 0.9 * HOUR_MS });
  });
});

describe("an exemption by a person", () => {
  const exempt = {
    kind: "operator-exempt",
    reason: "a sale",
    by: ALICE,
    expiresAtMs: NOW_MS + 48 * HOUR_MS,
  } as const;

  it("keeps the guard off a running function", () => {
    expect(go({ kind: "armed", sinceMs: 0 }, exempt)).toMatchObject({
      kind: "held",
      brakes: [],
      expiresAtMs: NOW_MS + 48 * HOUR_MS,
    });
  });
  it("restores a stopped function first, and keeps the guard off afterwards", () => {
    const restoring = go(trip("full"), exempt);
    expect(wanted(restoring)).toEqual([reserved(100)]);
    const after = go(restoring, { kind: "restored" }, NOW_MS + MINUTE_MS);
    expect(after).toMatchObject({ kind: "held", brakes: [], by: ALICE, expiresAtMs: NOW_MS + 48 * HOUR_MS });
  });
  it("ends by itself", () => {
    const off = go({ kind: "armed", sinceMs: 0 }, exempt);
    expect(go(off, { kind: "expire", reason: because }, NOW_MS + 48 * HOUR_MS)).toMatchObject({
      kind: "armed",
    });
  });
});
