import { describe, expect, it } from "vitest";
import type { ActuationRequest, Refusal } from "../../../lib/domain/actuation.ts";
import type { Brake, BreakerState } from "../../../lib/domain/breaker.ts";
import type { ReservedConcurrency } from "../../../lib/domain/function-profile.ts";
import { GUARD } from "../../../lib/domain/operator.ts";
import type { ConcurrencyValue } from "../../../lib/domain/setting.ts";
import { actuationHappening } from "../../../scripts/demo/actuation-happening.ts";

const NOW_MS = Date.UTC(2026, 10, 10, 3, 12);
const functionName = "share-preview";

const reserved = (value: ReservedConcurrency): ConcurrencyValue => ({ kind: "concurrency", reserved: value });
const brakeAt = (wanted: number): Brake => ({
  setting: { kind: "concurrency", functionName },
  prior: reserved("unreserved"),
  wanted: reserved(wanted),
  tripped: reserved(0),
  cap: reserved(17),
  allowances: [1, 2, 20].map(reserved),
  ours: [],
});

const limitedTo = (wanted: number) => ({
  sinceMs: NOW_MS,
  startedAtMs: NOW_MS,
  brakes: [brakeAt(wanted)],
  reason: "flood",
  by: GUARD,
  expiresAtMs: NOW_MS + 1,
  attempt: 0,
});
const capped: BreakerState = { ...limitedTo(17), kind: "tripped", grade: "cap", probeAtMs: NOW_MS };
const stopped: BreakerState = { ...limitedTo(0), kind: "tripped", grade: "full", probeAtMs: NOW_MS };
const probing = (stage: number, wanted: number): BreakerState => ({
  ...limitedTo(wanted),
  kind: "probing",
  grade: "full",
  stage,
  probedSinceMs: NOW_MS,
  judgeAtMs: NOW_MS,
});
const restoring: BreakerState = { ...limitedTo(0), kind: "restoring" };
const armedAt = (sinceMs: number): BreakerState => ({ kind: "armed", sinceMs });

const trip: ActuationRequest = {
  kind: "trip",
  functionName,
  incidentId: "i-1",
  grade: "cap",
  changes: [],
  reason: "flood",
};
const step = (kind: "probe" | "widen" | "retrip" | "escalate" | "ease" | "restore"): ActuationRequest => ({
  kind,
  functionName,
  breakerVersion: 1,
  reason: "seen",
});

const told = (request: ActuationRequest, state: BreakerState): string | undefined =>
  actuationHappening(
    request,
    { ok: true, value: { functionName, state, settled: true, reason: "done" } },
    NOW_MS,
  )?.text;

describe("the timeline of the demo", () => {
  it("tells a cap from a stop", () => {
    expect(told(trip, capped)).toBe(
      "CAPPED         reserved concurrency 17 (before: no reserved concurrency)",
    );
    expect(told(trip, stopped)).toBe(
      "STOPPED        reserved concurrency 0 (before: no reserved concurrency)",
    );
  });

  it("tells that a cap was not enough", () => {
    expect(told(step("escalate"), stopped)).toBe(
      "STOPPED        reserved concurrency 0: the cap was not enough",
    );
  });

  it("counts the steps of the way back", () => {
    expect(told(step("probe"), probing(0, 1))).toBe("probing        reserved concurrency 1 (step 1 of 3)");
    expect(told(step("widen"), probing(2, 20))).toBe("probing        reserved concurrency 20 (step 3 of 3)");
  });

  it("tells that a capped function has less of a way back", () => {
    expect(told(step("probe"), probing(2, 20))).toBe(
      "probing        reserved concurrency 20 (straight to step 3 of 3)",
    );
  });

  it("tells that it still burns, and at what it is held again", () => {
    expect(told(step("retrip"), capped)).toBe("capped again   reserved concurrency 17: still burning");
    expect(told(step("retrip"), stopped)).toBe("stopped again  reserved concurrency 0: still burning");
  });

  it("tells of a trickle, and why", () => {
    const trickle: BreakerState = { ...limitedTo(17), kind: "tripped", grade: "trickle", probeAtMs: NOW_MS };
    expect(told(step("ease"), trickle)).toBe(
      "letting through reserved concurrency 17: what waits must not be lost",
    );
  });

  it("calls a function restored only once AWS is done", () => {
    expect(told(step("restore"), restoring)).toContain("waiting for AWS");
    expect(told(step("restore"), armedAt(NOW_MS))).toBe("RESTORED       exactly as it was");
  });

  it("tells of a restore that a later run has finished, and not of the end of a recovery", () => {
    const converge: ActuationRequest = { kind: "converge", functionName };
    expect(told(converge, armedAt(NOW_MS))).toBe("RESTORED       exactly as it was");
    expect(told(converge, armedAt(NOW_MS - 60_000))).toBeUndefined();
    expect(told(converge, stopped)).toBeUndefined();
  });

  it("tells of a refusal, unless there was nothing to do", () => {
    const refusedWith = (error: Refusal) => actuationHappening(trip, { ok: false, error }, NOW_MS)?.text;
    expect(refusedWith({ kind: "blast-radius", why: "3 in an hour" })).toBe(
      "refused        trip: blast-radius",
    );
    expect(refusedWith({ kind: "nothing-to-do", why: "it is tripped already" })).toBeUndefined();
  });
});
