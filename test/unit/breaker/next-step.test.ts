import { describe, expect, it } from "vitest";
import { nextStep, type StepRules } from "../../../lib/breaker/next-step.ts";
import type { BreakerState } from "../../../lib/domain/breaker.ts";
import type { Calm, Passed } from "../../../lib/domain/calm.ts";
import { GUARD } from "../../../lib/domain/operator.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { NOW_MS } from "../../support/builders.ts";
import { CONCURRENCY, reserved } from "../../support/fake-control.ts";

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
  probedSinceMs: NOW_MS - 5 * MINUTE_MS,
  attempt: 0,
  judgeAtMs,
  ...limiting,
});
const held: BreakerState = { kind: "held", ...limiting };
const look = (kind: Calm["kind"]): Calm => ({ kind, reason: `it looks ${kind}` });
const rules: StepRules = { atLossClock: "release", actAboveUsdAtRisk: 8, riskHours: 8 };
const stepOf = (state: BreakerState, calm: Calm["kind"], passed?: Passed, given: Partial<StepRules> = {}) =>
  nextStep(state, { calm: look(calm), passed }, { ...rules, ...given }, NOW_MS).step;

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
    "lets go in stages when the trip has expired, and of what a person held at once, also when it looks %s",
    (calm) => {
      expect(stepOf(tripped(FUTURE, { expiresAtMs: PAST }), calm)).toBe("probe");
      // Ten minutes in the last stage are enough to tell, or to know that it cannot be told.
      const probed = { ...probing(NOW_MS - 10 * MINUTE_MS), expiresAtMs: PAST } as BreakerState;
      expect(stepOf(probed, calm)).toBe(calm === "burning" ? "retrip" : "restore");
      expect(stepOf({ ...held, expiresAtMs: PAST } as BreakerState, calm)).toBe("restore");
    },
  );

  it("always says why", () => {
    expect(nextStep(tripped(PAST), { calm: look("burning") }, rules, NOW_MS).reason).toBe(
      "not probed yet: it looks burning",
    );
  });
});

describe("a capped function", () => {
  const capped = tripped(FUTURE, { grade: "cap" });
  // The policy acts above $8 over 8 hours: $1 an hour. A fifth of the $8 may run under the cap.
  it("is stopped when what the cap lets through costs too much, by its pace or in all", () => {
    expect(stepOf(capped, "burning", { excessUsd: 1.6, usdPerHour: 0.5 })).toBe("escalate");
    expect(stepOf(capped, "burning", { excessUsd: 0.2, usdPerHour: 1 })).toBe("escalate");
  });
  it("stays capped while that is cheap, or cannot be told", () => {
    expect(stepOf(capped, "burning", { excessUsd: 1.5, usdPerHour: 0.9 })).toBe("converge");
    expect(stepOf(capped, "burning")).toBe("converge");
  });
  it("is not stopped harder once what waits is being let through", () => {
    expect(
      stepOf({ ...capped, grade: "trickle" } as BreakerState, "burning", { excessUsd: 90, usdPerHour: 9 }),
    ).toBe("converge");
  });
});

describe("the stages of a probe", () => {
  const brakes = [{ ...limiting.brakes[0], allowances: [reserved(1), reserved(4)] }];
  const staged = (stage: number, judgeAtMs: number) =>
    ({ ...probing(judgeAtMs), stage, brakes }) as BreakerState;
  it("follow each other when their time is over, unless one is seen to burn", () => {
    expect(stepOf(staged(0, PAST), "unclear")).toBe("widen");
    expect(stepOf(staged(0, FUTURE), "unclear")).toBe("converge");
    expect(stepOf(staged(0, FUTURE), "burning")).toBe("retrip");
  });
  it("end with one that has to be seen calm before everything is restored", () => {
    expect(stepOf(staged(1, PAST), "unclear")).toBe("converge");
    expect(stepOf(staged(1, PAST), "calm")).toBe("restore");
  });
});

describe("the loss clock", () => {
  // Tripped 30 minutes ago. Nine tenths of a clock of 33 minutes are over, of one of 34 they are not.
  const waiting = (minutes: number, changes = {}) =>
    tripped(FUTURE, { lossAtMs: limiting.sinceMs + minutes * MINUTE_MS, ...changes });
  it("lets what waits through before it is lost", () => {
    expect(stepOf(waiting(33), "burning")).toBe("ease");
    expect(stepOf(waiting(34), "burning")).toBe("converge");
    expect(stepOf({ ...probing(FUTURE), lossAtMs: NOW_MS } as BreakerState, "unclear")).toBe("ease");
  });
  it("does so once", () => {
    expect(stepOf(waiting(33, { grade: "trickle" }), "burning")).toBe("converge");
  });
  it("does not where the owner would rather lose it", () => {
    expect(stepOf(waiting(33), "burning", undefined, { atLossClock: "keep" })).toBe("converge");
  });
});
