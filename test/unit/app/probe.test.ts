import { describe, expect, it } from "vitest";
import { nextStep } from "../../../lib/app/probe.ts";
import type { Calm } from "../../../lib/detect/calm.ts";
import type { BreakerState } from "../../../lib/domain/breaker.ts";
import { GUARD } from "../../../lib/domain/operator.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import type { Trigger } from "../../../lib/domain/trigger.ts";
import { aBaseline, aBucket, aCatalogue, aFunctionUrl, aProfile, NOW_MS } from "../../support/builders.ts";
import { CONCURRENCY, fakeControl, reserved } from "../../support/fake-control.ts";
import { guardOver } from "../../support/guard.ts";
import { scriptedMetrics } from "../../support/scripted-metrics.ts";

const limiting = {
  sinceMs: NOW_MS - 30 * MINUTE_MS,
  startedAtMs: NOW_MS - 5 * MINUTE_MS,
  incidentId: "incident-1",
  brakes: [
    {
      setting: CONCURRENCY,
      prior: reserved("unreserved"),
      wanted: reserved(0),
      tripped: reserved(0),
      allowances: [reserved(4)],
      ours: [reserved(0)],
    },
  ],
  reason: "a flood",
  by: GUARD,
  expiresAtMs: NOW_MS + HOUR_MS,
};
const tripped = (probeAtMs: number, changes = {}): BreakerState => ({
  kind: "tripped",
  grade: "full",
  attempt: 0,
  probeAtMs,
  ...limiting,
  ...changes,
});
const probing = (judgeAtMs: number): BreakerState => ({
  kind: "probing",
  grade: "full",
  stage: 0,
  attempt: 0,
  judgeAtMs,
  ...limiting,
});
const held: BreakerState = { kind: "held", ...limiting };
const look = (kind: Calm["kind"]): Calm => ({ kind, reason: `it looks ${kind}` });
const stepOf = (state: BreakerState, calm: Calm["kind"]) => nextStep(state, look(calm), NOW_MS).step;

const PAST = NOW_MS - MINUTE_MS;
const FUTURE = NOW_MS + MINUTE_MS;

describe("the next step of a breaker", () => {
  it.each([
    ["a trip whose probe is not due stays, however calm it looks", tripped(FUTURE), "calm", "converge"],
    ["a trip that looks calm when its probe is due is probed", tripped(PAST), "calm", "probe"],
    ["a trip that still burns is not probed", tripped(PAST), "burning", "converge"],
    [
      "a trip that cannot be judged is not probed: it fails toward stopping",
      tripped(PAST),
      "unclear",
      "converge",
    ],
    ["a probe that burns is tripped again at once", probing(FUTURE), "burning", "retrip"],
    ["a probe that looks calm is given its time", probing(FUTURE), "calm", "converge"],
    ["a probe that was calm for its time is restored", probing(PAST), "calm", "restore"],
    ["a probe that cannot be judged goes on probing", probing(PAST), "unclear", "converge"],
    ["what a person holds is left to them", held, "calm", "converge"],
    ["a restore that was cut off is finished", { kind: "restoring", ...limiting }, "unclear", "converge"],
    ["a recovery is waited for", { kind: "armed", sinceMs: PAST, recoveringUntilMs: FUTURE }, "calm", "wait"],
    [
      "a recovery that is over is closed",
      { kind: "armed", sinceMs: PAST, recoveringUntilMs: PAST },
      "calm",
      "converge",
    ],
  ] as [string, BreakerState, Calm["kind"], string][])("%s", (_what, state, calm, step) => {
    expect(stepOf(state, calm)).toBe(step);
  });

  it.each(["calm", "burning", "unclear"] as const)(
    "lets go when the trip has expired, also when it looks %s",
    (calm) => {
      expect(stepOf(tripped(FUTURE, { expiresAtMs: PAST }), calm)).toBe("restore");
      expect(stepOf({ ...held, expiresAtMs: PAST } as BreakerState, calm)).toBe("restore");
    },
  );

  it("always says why", () => {
    expect(nextStep(tripped(PAST), look("burning"), NOW_MS).reason).toBe("not probed yet: it looks burning");
  });
});

describe("probing a function at concurrency 1", () => {
  const EVENTS_ONLY: Trigger[] = [aBucket];
  const ALSO_CALLED: Trigger[] = [aBucket, aFunctionUrl];

  /** Tripped half an hour ago; callers still hammer it, no event arrives. */
  async function stateAfterProbeIsDue(triggers: readonly Trigger[], throttlesPerMinute: number) {
    let nowMs = NOW_MS;
    const metrics = scriptedMetrics((_name, measurement) =>
      measurement === "throttles" ? throttlesPerMinute : 0,
    );
    const control = fakeControl([[CONCURRENCY, reserved("unreserved")]]);
    const guard = guardOver({ clock: () => nowMs, metrics, control, policyText: "mode: enforce" });
    await guard.stores.catalogue.save(aCatalogue([aProfile({ triggers })]));
    await guard.stores.baselines.save([aBaseline({ asyncEventsSeen: true })]);
    const by = { kind: "person", name: "maria" } as const;
    await guard.order({ verb: "kill", functionName: "checkout", reason: "a flood", by });
    await guard.order({ verb: "release", functionName: "checkout", reason: "over to you", by });
    for (let minute = 0; minute < 6; minute += 1) {
      nowMs += MINUTE_MS;
      await guard.tick();
    }
    return (await guard.stores.breakers.load("checkout")).state.kind;
  }

  it("waits while callers who wait for an answer are refused in crowds", async () => {
    expect(await stateAfterProbeIsDue(ALSO_CALLED, 20_000)).toBe("tripped");
    expect(await stateAfterProbeIsDue([], 20_000)).toBe("tripped");
  });

  it("goes on when only events call it: what is refused are the retries of those that wait", async () => {
    expect(await stateAfterProbeIsDue(EVENTS_ONLY, 20_000)).toBe("probing");
  });

  it("goes on when nobody is refused any more", async () => {
    expect(await stateAfterProbeIsDue(ALSO_CALLED, 0)).toBe("probing");
  });
});
