import { describe, expect, it } from "vitest";
import { type Arrivals, judgeBacklog } from "../../../lib/detect/backlog.ts";
import type { Brake, BreakerState } from "../../../lib/domain/breaker.ts";
import { GUARD } from "../../../lib/domain/operator.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aBrake } from "../../support/builders-actuate.ts";
import { aMapping, source } from "../../support/fake-control.ts";
import { even, learned, minutes, minutesUntil, NOW, type Series } from "./scene.ts";

/** 60 runs a minute of 400 ms each: less than one execution on average. */
const baseline = learned({ rate: even(60), runMs: 400 });

const queueAt = (executions: number): Brake =>
  aBrake({ setting: aMapping(), prior: source(true), wanted: source(true, executions) });

/** Tripped 30 minutes before the probe began. */
const probing = (minutesAgo: number, brake: Brake) =>
  ({
    kind: "probing",
    grade: "full",
    attempt: 0,
    stage: 0,
    sinceMs: NOW - (minutesAgo + 30) * MINUTE_MS,
    startedAtMs: NOW - minutesAgo * MINUTE_MS,
    probedSinceMs: NOW - minutesAgo * MINUTE_MS,
    judgeAtMs: NOW,
    expiresAtMs: NOW + HOUR_MS,
    brakes: [brake],
    reason: "due",
    by: GUARD,
  }) satisfies BreakerState;

const running = (perMinute: number, sinceMinutes: number): Series => ({
  invocations: minutes(45, (age) => (age < sinceMinutes ? perMinute : 0)),
  durationMs: minutes(45, (age) => (age < sinceMinutes ? perMinute * 400 : 0)),
});
const judged = (minutesAgo: number, brake: Brake, series: Series, arrivals?: Arrivals) =>
  judgeBacklog(probing(minutesAgo, brake), minutesUntil(NOW, series), baseline, arrivals);
/** What arrives per minute before the probe and in it. */
const arriving = (before: number, inProbe: number, minutesAgo: number): Arrivals => ({
  perMinute: minutes(45, (age) => (age < minutesAgo ? inProbe : before)),
});

describe("what waited behind a brake", () => {
  it("has drained when the runs are as few as usual", () => {
    expect(judged(8, queueAt(8), running(60, 8))).toEqual({
      kind: "calm",
      reason: "nothing that waited is left",
    });
  });

  it("is not judged before three minutes of the probe are seen", () => {
    expect(judged(2, queueAt(2), running(600, 2)).kind).toBe("unclear");
  });

  it("drains when runs are many and no more arrives than before", () => {
    expect(judged(8, queueAt(2), running(300, 8), arriving(60, 60, 8))).toMatchObject({
      kind: "calm",
      isDraining: true,
    });
  });

  it("is a loop when each run brings new messages", () => {
    const look = judged(8, queueAt(2), running(300, 8), arriving(60, 360, 8));
    expect(look.kind).toBe("burning");
    expect(look.reason).toContain("300 more arrive a minute than before: it feeds itself");
  });

  it("is still the attack when far more arrives than did before the trip", () => {
    const flooded = { ...arriving(900, 900, 8), usualPerMinute: 60 } satisfies Arrivals;
    expect(judged(8, queueAt(2), running(300, 8), flooded)).toEqual({
      kind: "burning",
      reason: "900 a minute arrive, 60 did before the trip",
    });
  });

  it("of a stream is catching up while its records get younger", () => {
    const stream = aBrake({ setting: aMapping(), prior: source(true), wanted: source(true) });
    const catchingUp = {
      ...running(3_000, 10),
      iteratorAgeMs: minutes(45, (age) => (age < 10 ? (20 + 2 * age) * MINUTE_MS : 0)),
    };
    expect(judged(10, stream, catchingUp)).toMatchObject({
      kind: "unclear",
      reason: expect.stringContaining("catching up"),
    });
  });

  it("of a stream is a loop when its many records are fresh, or do not get younger", () => {
    const stream = aBrake({ setting: aMapping(), prior: source(true), wanted: source(true) });
    const ofAge = (ageMinutes: number) => ({
      ...running(3_000, 10),
      iteratorAgeMs: minutes(45, (age) => (age < 10 ? ageMinutes * MINUTE_MS : 0)),
    });
    expect(judged(10, stream, ofAge(0.5)).kind).toBe("burning");
    expect(judged(10, stream, ofAge(20)).kind).toBe("burning");
  });

  it("is given the time that it should take to drain where nothing else can be seen", () => {
    // 30 minutes of 60 runs piled up and drain at 300 - 60 a minute: 7.5 minutes, three times that are allowed.
    expect(judged(20, queueAt(2), running(300, 20)).kind).toBe("unclear");
    expect(judged(24, queueAt(2), running(300, 24)).kind).toBe("burning");
  });

  it("is not held against a function whose ordinary load fills the allowance", () => {
    const busy = learned({ rate: even(300), runMs: 400 });
    const look = judgeBacklog(probing(8, queueAt(2)), minutesUntil(NOW, running(300, 8)), busy, undefined);
    expect(look.kind).toBe("calm");
  });
});
