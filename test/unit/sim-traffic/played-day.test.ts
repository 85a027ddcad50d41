import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { type PlayedDay, playedDay } from "../../../lib/sim/day/played-day.ts";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const attackBy = (day: PlayedDay, cause: PlayedDay["attacks"][number]["cause"]) => {
  const attack = day.attacks.find((each) => each.cause === cause);
  if (attack === undefined) throw new Error(`no ${cause}`);
  return attack;
};

describe.each(SEEDS)("the day of seed %i", (seed) => {
  const day = playedDay(seed);

  it("follows two weeks of history and ends at midnight", () => {
    expect(day.startOfDayMs - day.account.startMs).toBe(14 * DAY_MS);
    expect(day.endOfDayMs - day.startOfDayMs).toBe(DAY_MS);
    expect(new Date(day.startOfDayMs).toISOString()).toBe("2026-11-10T00:00:00.000Z");
  });

  it("never has two attacks at once, and all of them are over in the evening", () => {
    const [first, second, third] = day.attacks;
    expect(first?.endMs).toBeLessThan(second?.beginMs ?? 0);
    expect(second?.endMs).toBeLessThan(third?.beginMs ?? 0);
    expect(third?.endMs).toBeLessThan(day.startOfDayMs + 19 * HOUR_MS);
  });

  it("keeps the carrier down for longer than a first probe waits, and the loop until its owner has a cure", () => {
    const { beginMs: failsMs, endMs: recoversMs } = attackBy(day, "retry-storm");
    expect((recoversMs - failsMs) / MINUTE_MS).toBeGreaterThanOrEqual(55);
    expect((recoversMs - failsMs) / MINUTE_MS).toBeLessThanOrEqual(75);
    const { beginMs, endMs } = attackBy(day, "write-loop");
    expect((endMs - beginMs) / MINUTE_MS).toBeGreaterThanOrEqual(50);
    expect((endMs - beginMs) / MINUTE_MS).toBeLessThanOrEqual(70);
  });

  it("changes nothing before the day begins", () => {
    for (const { atMs } of day.changes) expect(atMs).toBeGreaterThanOrEqual(day.startOfDayMs);
  });

  it("triples the traffic of the launch, no more and no less", () => {
    const change = day.changes.find((each) => each.kind === "extra-traffic" && each.legitimate);
    if (change?.kind !== "extra-traffic") throw new Error("no launch");
    const spec = day.account.functions.find(({ functionName }) => functionName === change.functionName);
    const ordinary = spec?.triggers[0]?.arrivals(change.atMs) ?? Number.NaN;
    expect(change.arrivals(change.atMs)).toBe(2 * ordinary);
    expect(change.untilMs - change.atMs).toBe(4 * HOUR_MS);
  });

  it("floods with fifty times the busiest hour of the day before", () => {
    const change = day.changes.find((each) => each.kind === "extra-traffic" && !each.legitimate);
    if (change?.kind !== "extra-traffic") throw new Error("no flood");
    const spec = day.account.functions.find(({ functionName }) => functionName === change.functionName);
    const hours = Array.from({ length: 24 }, (_, hour) => {
      let calls = 0;
      for (let minute = 0; minute < 60; minute++)
        calls +=
          spec?.triggers[0]?.arrivals(day.startOfDayMs - DAY_MS + hour * HOUR_MS + minute * MINUTE_MS) ?? 0;
      return calls / 60;
    });
    const ratio = change.arrivals(change.atMs + HOUR_MS) / Math.max(...hours);
    // Waves of up to 15 %.
    expect(ratio).toBeGreaterThan(42);
    expect(ratio).toBeLessThan(58);
  });
});

describe("playedDay", () => {
  it("is the same for the same seed, and begins its attacks at other minutes for others", () => {
    expect(playedDay(3).attacks).toEqual(playedDay(3).attacks);
    const begins = SEEDS.map((seed) => attackBy(playedDay(seed), "flood").beginMs);
    expect(new Set(begins).size).toBeGreaterThan(5);
  });

  it("attacks functions whose settings before the trip differ, so that each must be put back in its own way", () => {
    const day = playedDay(1);
    const prior = day.truth.toTrip.map(
      (name) => day.account.functions.find(({ functionName }) => functionName === name)?.reservedConcurrency,
    );
    expect(prior).toEqual(["unreserved", "unreserved", 300]);
  });

  it("leaves everybody else to be left alone", () => {
    const { truth, account, benign, manualKill } = playedDay(1);
    expect([...truth.toTrip, ...truth.toLeaveAlone].sort()).toEqual(
      account.functions.map(({ functionName }) => functionName).sort(),
    );
    for (const { functionName } of benign) expect(truth.toLeaveAlone).toContain(functionName);
    expect(truth.toLeaveAlone).toContain(manualKill.functionName);
  });
});
