import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BreakerEvent } from "../../lib/breaker/event.ts";
import { transition } from "../../lib/breaker/transition.ts";
import { type BreakerState, brakesOf } from "../../lib/domain/breaker.ts";
import { sameValue } from "../../lib/domain/setting.ts";
import { aPolicy, NOW_MS } from "../support/builders.ts";
import { ALICE } from "../support/builders-actuate.ts";
import { aMapping, CONCURRENCY, reserved, source } from "../support/fake-control.ts";

const MINUTE_MS = 60_000;
const change = {
  setting: CONCURRENCY,
  prior: reserved(50),
  wanted: reserved(1),
  allowances: [reserved(4)],
  reason: "",
};
const capped = { ...change, wanted: reserved(0), cap: reserved(8), allowances: [reserved(1), reserved(25)] };
const queue = {
  setting: aMapping(),
  prior: source(true),
  wanted: source(false),
  allowances: [source(true, 2)],
  reason: "",
};

const anEvent = (nowMs: number): fc.Arbitrary<BreakerEvent> => {
  const person = { reason: "because", by: ALICE, expiresAtMs: nowMs + 60 * MINUTE_MS };
  return fc.constantFrom<BreakerEvent>(
    { kind: "trip", grade: "full", incidentId: "incident-1", changes: [change, queue], reason: "a flood" },
    { kind: "trip", grade: "full", incidentId: "incident-2", changes: [change], reason: "a loop" },
    { kind: "trip", grade: "cap", incidentId: "incident-3", changes: [capped, queue], reason: "a flood" },
    {
      kind: "trip",
      grade: "full",
      incidentId: "incident-4",
      changes: [change],
      reason: "a flood",
      lossAfterMs: 60 * MINUTE_MS,
    },
    { kind: "probe", reason: "due" },
    { kind: "widen", reason: "nothing burns" },
    { kind: "escalate", reason: "the cap costs too much" },
    { kind: "ease", reason: "what waits would be lost" },
    { kind: "retrip", reason: "burning" },
    { kind: "restore", reason: "calm" },
    { kind: "expire", reason: "time is up" },
    { kind: "restored" },
    { kind: "recovered" },
    { kind: "operator-kill", changes: [queue], forgotten: [], ...person },
    { kind: "operator-kill", changes: [], forgotten: [CONCURRENCY], ...person },
    { kind: "operator-hold", ...person },
    { kind: "operator-exempt", ...person },
    { kind: "operator-release", reason: "because", by: ALICE, accepted: [] },
    { kind: "operator-release", reason: "because", by: ALICE, accepted: [CONCURRENCY] },
    { kind: "operator-restore", overwritten: [], reason: "because", by: ALICE },
  );
};

const aLife = fc.array(
  fc.nat(90).chain((minutes) => fc.tuple(fc.constant(minutes), anEvent(NOW_MS))),
  { maxLength: 30 },
);

/** Plays events one after the other and shows each step to `look`. */
function live(
  life: readonly (readonly [number, BreakerEvent])[],
  look: (before: BreakerState, event: BreakerEvent, after: BreakerState) => void,
): void {
  const times = aPolicy().breaker;
  let nowMs = NOW_MS;
  let state: BreakerState = { kind: "armed", sinceMs: 0 };
  for (const [minutes, event] of life) {
    nowMs += minutes * MINUTE_MS;
    const result = transition(state, event, times, nowMs);
    if (!result.ok) continue;
    look(state, event, result.value);
    state = result.value;
  }
}

describe("the breaker, whatever happens to it", () => {
  it("keeps for each brake the prior state that was read before it", () => {
    fc.assert(
      fc.property(aLife, (life) =>
        live(life, (_before, _event, after) => {
          for (const brake of brakesOf(after))
            expect(brake.prior).toEqual(brake.setting.kind === "concurrency" ? reserved(50) : source(true));
        }),
      ),
    );
  });

  it("knows every value that it has wanted since the trip", () => {
    fc.assert(
      fc.property(aLife, (life) =>
        live(life, (before, _event, after) => {
          for (const brake of brakesOf(after)) {
            const known = [brake.prior, ...brake.ours];
            expect(known.some((value) => sameValue(value, brake.wanted))).toBe(true);
            const old = brakesOf(before).find(({ setting }) => setting.kind === brake.setting.kind);
            const isTakenAnew = brake.ours.length === 1;
            if (old !== undefined && !isTakenAnew)
              expect(brake.ours).toEqual(expect.arrayContaining([...old.ours]));
          }
        }),
      ),
    );
  });

  it("drops brakes only by a complete restore or by a person", () => {
    fc.assert(
      fc.property(aLife, (life) =>
        live(life, (before, event, after) => {
          const isLess = brakesOf(after).length < brakesOf(before).length;
          if (isLess) expect(["restored", "operator-kill", "operator-release"]).toContain(event.kind);
          if (isLess && event.kind === "restored") expect(before.kind).toBe("restoring");
        }),
      ),
    );
  });

  it("never lets the guard limit what a person holds, or hold anything itself", () => {
    fc.assert(
      fc.property(aLife, (life) =>
        live(life, (before, event, after) => {
          if (before.kind === "held" && !event.kind.startsWith("operator")) expect(event.kind).toBe("expire");
          if (after.kind === "held") expect(after.by).toEqual(ALICE);
        }),
      ),
    );
  });

  it("lets go of nothing that waits, once it is being let through", () => {
    fc.assert(
      fc.property(aLife, (life) =>
        live(life, (before, event, after) => {
          const isTrickle = (state: BreakerState) =>
            (state.kind === "tripped" || state.kind === "probing") && state.grade === "trickle";
          // Only a person may brake it harder again, and a new trip is a new decision.
          if (isTrickle(before) && !event.kind.startsWith("operator") && after.kind === "tripped")
            expect(isTrickle(after)).toBe(true);
        }),
      ),
    );
  });

  it("goes through the stages of a probe one by one", () => {
    fc.assert(
      fc.property(aLife, (life) =>
        live(life, (before, _event, after) => {
          if (after.kind !== "probing") return;
          const stages = Math.max(...after.brakes.map(({ allowances }) => allowances.length));
          expect(after.stage).toBeLessThan(stages);
          if (before.kind === "probing") expect(after.stage).toBe(before.stage + 1);
          else if (before.kind === "tripped" && before.grade === "full") expect(after.stage).toBe(0);
        }),
      ),
    );
  });

  it("always comes to an end: what limits, expires", () => {
    fc.assert(
      fc.property(aLife, (life) =>
        live(life, (_before, _event, after) => {
          if (after.kind === "armed" || after.kind === "restoring") return;
          const ended = transition(
            after,
            { kind: "expire", reason: "" },
            aPolicy().breaker,
            after.expiresAtMs,
          );
          expect(ended).toMatchObject({ ok: true });
        }),
      ),
    );
  });
});
