import { describe, expect, it } from "vitest";
import { hashOf } from "../../../lib/watch/turn-of.ts";
import { isFirstTurnIn, isTurn, type Turns } from "../../../lib/watch/turns.ts";

const CYCLE = 512;
const turnsOf = (readsPerCycle: number, name = "checkout"): Turns => ({
  hash: hashOf(name),
  readsPerCycle,
  cycleMinutes: CYCLE,
});
/** Any minute will do. */
const FIRST = 29_921_940;
const minutesIn = (minutes: number, is: (minute: number) => boolean): number[] =>
  Array.from({ length: minutes }, (_, index) => FIRST + index).filter(is);
const gapsOf = (minutes: readonly number[]): number[] =>
  minutes.slice(1).map((minute, index) => minute - (minutes[index] ?? 0));

describe("isTurn", () => {
  it("comes as often in each cycle as it is meant to, as evenly as whole minutes allow", () => {
    for (const reads of [1, 2, 3, 7, 100, 333, 511, 512]) {
      const turns = turnsOf(reads);
      const minutes = minutesIn(3 * CYCLE, (minute) => isTurn(turns, minute));
      expect(minutes).toHaveLength(3 * reads);
      expect(Math.max(...gapsOf(minutes))).toBe(Math.ceil(CYCLE / reads));
      expect(Math.min(...gapsOf(minutes))).toBe(Math.floor(CYCLE / reads));
    }
  });

  it("comes to different names in different minutes", () => {
    const perMinute = minutesIn(64, () => true).map(
      (minute) =>
        Array.from({ length: 640 }, (_, each) => turnsOf(8, `f-${each}`)).filter((one) => isTurn(one, minute))
          .length,
    );
    // 640 names in 64 minutes: ten each; five standard deviations of a Poisson number are 16.
    expect(Math.max(...perMinute)).toBeLessThan(26);
  });

  it("moves a turn by less than an interval when the reads change a little", () => {
    const half = FIRST + CYCLE / 2;
    const minutes = minutesIn(CYCLE, (minute) => isTurn(turnsOf(minute < half ? 20 : 21), minute));
    expect(Math.max(...gapsOf(minutes))).toBeLessThanOrEqual(2 * Math.ceil(CYCLE / 20));
  });
});

describe("isFirstTurnIn", () => {
  const firstIn = (everyMinutes: number, turns: Turns, minutes = 4 * CYCLE): number =>
    minutesIn(minutes, (minute) => isTurn(turns, minute) && isFirstTurnIn(everyMinutes, turns, minute))
      .length;

  it("is once in each stretch", () => {
    for (const reads of [8, 9, 50, 512]) expect(firstIn(64, turnsOf(reads))).toBe(4 * (CYCLE / 64));
  });

  it("is each turn where turns are rarer than stretches", () => {
    expect(firstIn(64, turnsOf(3))).toBe(4 * 3);
  });

  it("is once in several cycles where a stretch is longer than a cycle", () => {
    expect(firstIn(2 * CYCLE, turnsOf(5))).toBe(2);
  });
});
