import { describe, expect, it } from "vitest";
import { brakesHold } from "../../../lib/detect/hold.ts";
import type { BreakerState } from "../../../lib/domain/breaker.ts";
import { GUARD } from "../../../lib/domain/operator.ts";
import type { SettingValue } from "../../../lib/domain/setting.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aBrake } from "../../support/builders-actuate.ts";
import { aMapping, CONCURRENCY, reserved, source } from "../../support/fake-control.ts";
import { minutes, minutesUntil, NOW, type Series } from "./scene.ts";

const limited = (wanted: SettingValue, minutesAgo: number): BreakerState => ({
  kind: "tripped",
  grade: "full",
  attempt: 0,
  probeAtMs: NOW + HOUR_MS,
  sinceMs: NOW - minutesAgo * MINUTE_MS,
  startedAtMs: NOW - minutesAgo * MINUTE_MS,
  expiresAtMs: NOW + HOUR_MS,
  brakes: [aBrake({ setting: wanted.kind === "concurrency" ? CONCURRENCY : aMapping(), wanted })],
  reason: "a flood",
  by: GUARD,
});
const hold = (state: BreakerState, series: Series) => brakesHold(state, minutesUntil(NOW, series), 30);
const running = (runs: number, runMs: number): Series => ({
  invocations: minutes(20, () => runs),
  durationMs: minutes(20, () => runs * runMs),
});

describe("whether a brake holds", () => {
  it("is not said before its settings have rested and three minutes are seen", () => {
    // Three minutes to come to rest, three to look at.
    expect(hold(limited(source(false), 5), running(0, 0))).toBeUndefined();
    expect(hold(limited(source(false), 6), running(0, 0))?.kind).toBe("holds");
  });
  it("is denied when a source that calls itself off is still read", () => {
    expect(hold(limited(source(false), 10), running(40, 100))).toEqual({
      kind: "leaks",
      reason: "280 runs began in 7 minutes although nothing should run",
    });
  });
  it("is not denied for a call that somebody tries by hand", () => {
    const series = {
      invocations: minutes(20, (age) => (age === 1 ? 2 : 0)),
      durationMs: minutes(20, () => 0),
    };
    expect(hold(limited(reserved(0), 10), series)?.kind).toBe("holds");
  });
  it("allows one execution at a time as much as one can do", () => {
    // 600 runs of 100 ms are exactly one execution that is always busy.
    expect(hold(limited(reserved(1), 10), running(600, 100))?.kind).toBe("holds");
    expect(hold(limited(reserved(1), 10), running(1_800, 100))?.kind).toBe("leaks");
  });
  it("cannot be said where what is let through has no bound", () => {
    expect(hold(limited(source(true), 10), running(40, 100))).toBeUndefined();
  });
});
