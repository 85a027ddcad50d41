import { describe, expect, it } from "vitest";
import type { TargetId } from "../../../lib/domain/target.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { type GuardFacts, guardTroubles } from "../../../lib/watch/guard-troubles.ts";
import { NOW_MS } from "../../support/builders.ts";

const HOME: TargetId = "111111111111/eu-west-1";
const SPOKE: TargetId = "222222222222/eu-west-1";
const LONG_AGO_MS = NOW_MS - 30 * DAY_MS;
const minutesAgo = (minutes: number): number => NOW_MS - minutes * MINUTE_MS;

/** A guard that is well: everything ran a minute ago, and both targets were seen. */
const well: GuardFacts = {
  homeId: HOME,
  targetsSinceMs: { [HOME]: LONG_AGO_MS, [SPOKE]: LONG_AGO_MS },
  targets: [HOME, SPOKE].map((targetId) => ({
    targetId,
    lastTriedMs: minutesAgo(1),
    lastGoodReadMs: minutesAgo(1),
  })),
  heartbeats: { watch: minutesAgo(1), inventory: minutesAgo(40), learn: minutesAgo(600) },
  unsentSinceMs: [],
  subscribers: { answer: { confirmed: 1, pending: 0 }, askedAtMs: minutesAgo(20) },
  throttles: { answer: 0, askedAtMs: minutesAgo(5) },
};
const troubles = (changes: Partial<GuardFacts>) => guardTroubles({ ...well, ...changes }, NOW_MS);
const seen = (targetId: TargetId, triedMs: number, goodMs?: number, problem?: string) => ({
  targetId,
  lastTriedMs: triedMs,
  ...(goodMs !== undefined && { lastGoodReadMs: goodMs }),
  ...(problem !== undefined && { problem }),
});
const [homeIsWell, spokeIsWell] = well.targets as readonly [
  (typeof well.targets)[number],
  (typeof well.targets)[number],
];

describe("the guard's troubles", () => {
  it("are none while all is well", () => {
    expect(troubles({})).toEqual([]);
  });

  it("are a watch that has neither looked nor tried for more than five minutes", () => {
    const silent = (minutes: number) =>
      troubles({
        heartbeats: { ...well.heartbeats, watch: minutesAgo(minutes) },
        targets: [seen(HOME, minutesAgo(minutes), minutesAgo(minutes)), spokeIsWell],
      });
    expect(silent(5)).toEqual([]);
    expect(silent(6)).toEqual([{ kind: "silent-part", part: "watch", sinceMs: minutesAgo(6) }]);
  });

  it("are a home that is tried and not seen, told once and not as a silent watch, too", () => {
    expect(
      troubles({
        heartbeats: { ...well.heartbeats, watch: minutesAgo(6) },
        targets: [seen(HOME, minutesAgo(1), minutesAgo(6), "AccessDenied"), spokeIsWell],
      }),
    ).toEqual([
      {
        kind: "blind-target",
        targetId: HOME,
        isHome: true,
        sinceMs: minutesAgo(6),
        problem: "AccessDenied",
      },
    ]);
  });

  it("are a probe that is silent for more than ten minutes while something is tripped, and only then", () => {
    expect(troubles({ heartbeats: { ...well.heartbeats, probe: minutesAgo(900) } })).toEqual([]);
    expect(troubles({ trippedSinceMs: minutesAgo(10) })).toEqual([]);
    expect(troubles({ trippedSinceMs: minutesAgo(11) })).toEqual([
      { kind: "silent-part", part: "probe", sinceMs: minutesAgo(11) },
    ]);
    const probed = { ...well.heartbeats, probe: minutesAgo(2) };
    expect(troubles({ trippedSinceMs: minutesAgo(11), heartbeats: probed })).toEqual([]);
  });

  it("are an inventory older than three hours, and two nights without learning", () => {
    const heartbeats = {
      ...well.heartbeats,
      inventory: NOW_MS - 3 * HOUR_MS - 1,
      learn: NOW_MS - 2 * DAY_MS - HOUR_MS - 1,
    };
    expect(troubles({ heartbeats })).toMatchObject([{ part: "inventory" }, { part: "learn" }]);
  });

  it("do not begin before the guard did", () => {
    const targetsSinceMs = { [HOME]: minutesAgo(2), [SPOKE]: minutesAgo(2) };
    expect(troubles({ targetsSinceMs, targets: [], heartbeats: {} })).toEqual([]);
  });

  it("are a target that was never seen since it is looked after, with what the last try ran into", () => {
    const problem = "sts:AssumeRole failed: AccessDenied";
    expect(
      troubles({
        targetsSinceMs: { [HOME]: LONG_AGO_MS, [SPOKE]: minutesAgo(11) },
        targets: [homeIsWell, seen(SPOKE, minutesAgo(1), undefined, problem)],
      }),
    ).toEqual([{ kind: "blind-target", targetId: SPOKE, isHome: false, sinceMs: minutesAgo(11), problem }]);
  });

  it("say nothing of what the last try ran into when that is long ago: nobody has tried", () => {
    const [trouble] = troubles({
      targets: [homeIsWell, seen(SPOKE, minutesAgo(20), minutesAgo(30), "busy")],
    });
    expect(trouble).toEqual({
      kind: "blind-target",
      targetId: SPOKE,
      isHome: false,
      sinceMs: minutesAgo(30),
    });
  });

  it("are none of a target that is not looked after any more", () => {
    const gone = seen("333333333333/eu-west-1", minutesAgo(9_000), minutesAgo(9_000));
    expect(troubles({ targets: [...well.targets, gone] })).toEqual([]);
  });

  it("are alerts that have waited for more than ten minutes, counted", () => {
    expect(troubles({ unsentSinceMs: [minutesAgo(12), minutesAgo(11), minutesAgo(10)] })).toEqual([
      { kind: "unsent-alerts", alerts: 2, sinceMs: minutesAgo(12) },
    ]);
  });

  it("are a topic without a confirmed subscriber, and own functions that were refused", () => {
    expect(
      troubles({
        subscribers: { answer: { confirmed: 0, pending: 1 }, askedAtMs: minutesAgo(20) },
        throttles: { answer: 4, askedAtMs: minutesAgo(5) },
      }),
    ).toMatchObject([
      { kind: "throttled-guard", throttles: 4 },
      { kind: "no-subscriber", pending: 1 },
    ]);
  });

  it("are not concluded from what could not be asked", () => {
    const { subscribers: _one, throttles: _other, ...unasked } = well;
    expect(guardTroubles(unasked, NOW_MS)).toEqual([]);
  });
});
