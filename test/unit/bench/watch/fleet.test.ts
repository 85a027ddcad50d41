import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../../lib/domain/time.ts";
import type { Attack } from "../../../../scripts/bench/watch/fleet/attack.ts";
import { ATTACK_KINDS } from "../../../../scripts/bench/watch/fleet/attack.ts";
import { costUsd } from "../../../../scripts/bench/watch/fleet/cost.ts";
import { drawAttack, PLACES } from "../../../../scripts/bench/watch/fleet/draw-attacks.ts";
import { fleetOf, startOfMinute, underAttack } from "../../../../scripts/bench/watch/fleet/fleet.ts";
import { visibleAtMs } from "../../../../scripts/bench/watch/fleet/publication.ts";
import { windowOf } from "../../../../scripts/bench/watch/fleet/windows.ts";

/** Tuesday noon of the watched week. */
const NOON = 15 * 1_440 + 720;
const fleet = fleetOf(300, 1);

describe("fleetOf", () => {
  it("gives any minute of a function without those before it", () => {
    const again = fleetOf(300, 1);
    for (const { index } of fleet.functions)
      expect(again.activityAt(index, NOON)).toEqual(fleet.activityAt(index, NOON));
  });

  it("adds up to its totals", () => {
    const each = fleet.functions.map(({ index }) => fleet.activityAt(index, NOON));
    const total = fleet.totalAt(NOON);
    expect(total.runs).toBe(each.reduce((sum, { runs }) => sum + runs, 0));
    expect(total.durationMs).toBe(each.reduce((sum, { durationMs }) => sum + durationMs, 0));
  });

  // Shahrad et al. 2020, "Serverless in the Wild": 45 of 100 at most once an hour, 81 at most once a minute. A fifth of ours are
  // timers, which are slow more often than not.
  it("has many functions that hardly run, and few that do nearly everything", () => {
    const rates = fleetOf(2_000, 1).functions.map(({ perMinute }) => perMinute);
    const shareBelow = (perMinute: number): number =>
      rates.filter((rate) => rate <= perMinute).length / rates.length;
    expect(shareBelow(1 / 60)).toBeGreaterThan(0.4);
    expect(shareBelow(1 / 60)).toBeLessThan(0.55);
    expect(shareBelow(1)).toBeGreaterThan(0.8);
    const sorted = rates.toSorted((a, b) => b - a);
    const sumOf = (list: readonly number[]): number => list.reduce((sum, rate) => sum + rate, 0);
    expect(sumOf(sorted.slice(0, 100)) / sumOf(sorted)).toBeGreaterThan(0.8);
  });
});

describe("underAttack", () => {
  const member = fleet.functions.find(({ perMinute, timer }) => perMinute > 3 && timer === undefined);
  if (member === undefined) throw new RangeError("the fleet has nobody to attack");
  const attackOf = (kind: Attack["kind"]): Attack => ({
    functionIndex: member.index,
    kind,
    beginMinute: NOON,
    usdPerHour: 6,
  });
  const excessUsd = (kind: Attack["kind"], minute: number): number => {
    const attacked = underAttack(fleet, [attackOf(kind)]);
    return (
      costUsd(member, attacked.activityAt(member.index, minute)) -
      costUsd(member, fleet.activityAt(member.index, minute))
    );
  };

  it("leaves everything as it was until the attack begins", () => {
    const attacked = underAttack(fleet, [attackOf("flood")]);
    expect(attacked.activityAt(member.index, NOON - 1)).toEqual(fleet.activityAt(member.index, NOON - 1));
    expect(attacked.totalAt(NOON - 1)).toEqual(fleet.totalAt(NOON - 1));
  });

  // $6 an hour is ten cents a minute.
  it.each(["flood", "loop", "retry-storm", "leech"] as const)("burns what a %s is said to burn", (kind) => {
    expect(excessUsd(kind, NOON + 120)).toBeCloseTo(0.1, 3);
  });

  it("lets a loop double and a leech grow slowly", () => {
    expect(excessUsd("loop", NOON + 3) / excessUsd("loop", NOON + 2)).toBeCloseTo(2, 1);
    expect(excessUsd("leech", NOON + 44)).toBeCloseTo(0.05, 3);
  });

  it("makes runs longer and not more where they become slower", () => {
    const attacked = underAttack(fleet, [attackOf("slower-runs")]);
    const [before, after] = [fleet, attacked].map((world) => world.activityAt(member.index, NOON + 5));
    expect(after?.runs).toBe(before?.runs);
    expect(after?.durationMs).toBeGreaterThan(before?.durationMs ?? 0);
  });

  it("shows in the total", () => {
    const attacked = underAttack(fleet, [attackOf("flood")]);
    const more = attacked.totalAt(NOON + 5).runs - fleet.totalAt(NOON + 5).runs;
    const moreOfMember =
      attacked.activityAt(member.index, NOON + 5).runs - fleet.activityAt(member.index, NOON + 5).runs;
    expect(more).toBe(moreOfMember);
    expect(more).toBeGreaterThan(0);
  });
});

describe("windowOf", () => {
  it("shows a minute one to two minutes after its end, and not before", () => {
    const visibleMs = visibleAtMs(fleet.seed, -1, NOON);
    expect(visibleMs - startOfMinute(NOON + 1)).toBeGreaterThanOrEqual(MINUTE_MS);
    expect(visibleMs - startOfMinute(NOON + 1)).toBeLessThan(2 * MINUTE_MS);
    const range = { startMs: startOfMinute(NOON), endMs: startOfMinute(NOON + 1), periodSeconds: 60 };
    const runsAt = (nowMs: number) =>
      windowOf(fleet, fleet, undefined, ["invocations"], range, nowMs).series.invocations;
    expect(runsAt(visibleMs - 1)).toEqual([0]);
    expect(runsAt(visibleMs)).toEqual([fleet.totalAt(NOON).runs]);
  });

  it("adds minutes up to longer periods", () => {
    const range = { startMs: startOfMinute(NOON), endMs: startOfMinute(NOON + 5), periodSeconds: 300 };
    const seen = windowOf(fleet, fleet, undefined, ["durationMs"], range, startOfMinute(NOON + 30));
    const summed = [0, 1, 2, 3, 4].reduce((sum, after) => sum + fleet.totalAt(NOON + after).durationMs, 0);
    expect(seen.series.durationMs).toEqual([summed]);
  });
});

describe("drawAttack", () => {
  it("takes turns with places, and draws burns between a dollar and a hundred", () => {
    const attacks = Array.from({ length: 30 }, (_, number) => drawAttack(fleet, number, NOON, false));
    for (const place of PLACES) expect(attacks.filter((attack) => attack.place === place)).toHaveLength(10);
    for (const { usdPerHour } of attacks) {
      expect(usdPerHour).toBeGreaterThanOrEqual(1);
      expect(usdPerHour).toBeLessThanOrEqual(100);
    }
    expect(new Set(attacks.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(ATTACK_KINDS.length - 1);
  });

  it("hides an attack on a function that hardly runs", () => {
    const attacks = Array.from({ length: 30 }, (_, number) => drawAttack(fleet, number, NOON, false));
    for (const { functionIndex } of attacks.filter(({ place }) => place === "hidden"))
      expect(fleet.functions[functionIndex]?.perMinute).toBeLessThan(1 / 60);
  });
});
