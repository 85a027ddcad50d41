import { describe, expect, it } from "vitest";
import { runningLossClocks } from "../../../lib/app/loss-clocks.ts";
import type { Breaker, BreakerState } from "../../../lib/domain/breaker.ts";
import { GUARD } from "../../../lib/domain/operator.ts";
import { HOUR_MS } from "../../../lib/domain/time.ts";
import { aCatalogue, aPolicy, NOW_MS } from "../../support/builders.ts";
import { ALICE } from "../../support/builders-actuate.ts";

const waiting = {
  sinceMs: NOW_MS,
  startedAtMs: NOW_MS,
  expiresAtMs: NOW_MS + 20 * HOUR_MS,
  lossAtMs: NOW_MS + 10 * HOUR_MS,
  brakes: [],
  reason: "flood",
  by: GUARD,
};
const tripped: BreakerState = { ...waiting, kind: "tripped", grade: "full", attempt: 0, probeAtMs: NOW_MS };

const { lossAtMs: _, ...limiting } = waiting;
const nothingWaits: BreakerState = {
  ...limiting,
  kind: "tripped",
  grade: "full",
  attempt: 0,
  probeAtMs: NOW_MS,
};

const clocksOf = (state: BreakerState, policy = aPolicy()) => {
  const breaker: Breaker = { functionName: "checkout", version: 1, state };
  return runningLossClocks([breaker], aCatalogue(), policy, "", NOW_MS);
};

describe("the loss clock of a breaker", () => {
  it("lets go when nine tenths of it have run", () => {
    expect(clocksOf(tripped)).toEqual([
      { functionName: "checkout", lossAtMs: NOW_MS + 10 * HOUR_MS, letGoAtMs: NOW_MS + 9 * HOUR_MS },
    ]);
  });

  it("lets go at the expiry where that comes sooner", () => {
    const [clock] = clocksOf({ ...tripped, expiresAtMs: NOW_MS + HOUR_MS });
    expect(clock?.letGoAtMs).toBe(NOW_MS + HOUR_MS);
  });

  it("lets what waits be lost where the rule of the function says keep", () => {
    const rule = { name: "keep", match: { name: "checkout" }, atLossClock: "keep" } as const;
    const [clock] = clocksOf(tripped, aPolicy({ rules: [rule] }));
    expect(clock).toEqual({ functionName: "checkout", lossAtMs: NOW_MS + 10 * HOUR_MS });
    // Its expiry comes first here, and nothing is lost.
    const [short] = clocksOf({ ...tripped, expiresAtMs: NOW_MS + HOUR_MS }, aPolicy({ atLossClock: "keep" }));
    expect(short?.letGoAtMs).toBe(NOW_MS + HOUR_MS);
  });

  it("ends a person's hold whatever the policy says", () => {
    const held: BreakerState = { ...waiting, kind: "held", by: ALICE };
    const [clock] = clocksOf(held, aPolicy({ atLossClock: "keep" }));
    expect(clock?.letGoAtMs).toBe(NOW_MS + 9 * HOUR_MS);
  });

  it.each<[string, BreakerState]>([
    ["nothing waits", nothingWaits],
    ["what waits is let through in a trickle", { ...tripped, grade: "trickle" }],
    ["everything is being put back", { ...waiting, kind: "restoring" }],
    ["nothing is limited", { kind: "armed", sinceMs: NOW_MS }],
  ])("does not run where %s", (_what, state) => {
    expect(clocksOf(state)).toEqual([]);
  });
});
