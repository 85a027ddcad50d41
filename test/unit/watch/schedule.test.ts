import { describe, expect, it } from "vitest";
import { aFunctionUrl, NOW_MS } from "../../support/builders.ts";
import { aFleet, aMember, anAllowance, members, minutesOf, reads, timesRead } from "./reading.ts";

const HOURS_6 = 360;
const few = aFleet(members(3));
const thousand = aFleet(members(1_000));

describe("chooseReads", () => {
  it("reads a small fleet every minute where that is free", () => {
    expect(minutesOf(10, few).every(({ isWholeLook }) => isWholeLook)).toBe(true);
  });

  it("keeps to the reads that the owner's money allows, long looks included", () => {
    const lists = minutesOf(HOURS_6, thousand);
    const metrics = lists.reduce(
      (sum, { always, due, longLook }) => sum + always.length + due.length + longLook.functionNames.length,
      0,
    );
    expect(metrics / HOURS_6).toBeLessThan(1.05 * 25);
    expect(metrics / HOURS_6).toBeGreaterThan(0.5 * 15);
  });

  it("comes to every function within six hours", () => {
    expect(timesRead(minutesOf(HOURS_6, thousand)).size).toBe(1_000);
  });

  it("says the same twice in the same minute", () => {
    const atMs = NOW_MS + 7 * 60_000;
    expect(reads(thousand, { nowMs: atMs })).toEqual(reads(thousand, { nowMs: atMs + 59_000 }));
  });

  it("reads a function with an incident or a breaker every minute, whatever is left to spend", () => {
    const broke = anAllowance({ readsPerMinute: 0, freeReadsPerMinute: 0, state: "spent" });
    const lists = minutesOf(5, thousand, { suspects: new Set(["function-7"]), allowance: broke });
    expect(lists.every(({ always }) => always[0] === "function-7")).toBe(true);
  });

  it("reads what the owner has put on the watch list every minute", () => {
    const lists = minutesOf(5, thousand, { watchListed: new Set(["function-7"]) });
    expect(lists.every(({ always }) => always.includes("function-7"))).toBe(true);
  });

  it("does not read a function that no longer exists", () => {
    const { always, due, longLook } = reads(few, { suspects: new Set(["deleted"]) });
    expect([...always, ...due, ...longLook.functionNames]).not.toContain("deleted");
  });

  it("reads what is exposed more often than what is not", () => {
    const fleet = aFleet([...members(999), aMember("shop-front", { triggers: [aFunctionUrl] })]);
    const times = timesRead(minutesOf(HOURS_6, fleet));
    const others = [...times.values()].reduce((sum, each) => sum + each, 0) / times.size;
    expect(times.get("shop-front")).toBeGreaterThan(2 * others);
  });

  it("names the most dangerous first, so that what is left out for want of time is the least", () => {
    const fleet = aFleet([
      aMember("idle-report", { reservedConcurrency: 0 }, { relativeSpread: 0.01 }),
      aMember("shop-front", { memoryMb: 10_240, triggers: [aFunctionUrl] }, { relativeSpread: 0.01 }),
      ...members(100),
    ]);
    const { due = [] } = minutesOf(256, fleet).find(({ isWholeLook }) => isWholeLook) ?? {};
    expect(due[0]).toBe("shop-front");
    expect(due.at(-1)).toBe("idle-report");
  });

  it("says with numbers when the limit makes reading sparser than it would be worth", () => {
    const dear = aFleet(
      members(1_000).map(({ profile, baseline }) => ({
        profile: { ...profile, memoryMb: 10_240, triggers: [aFunctionUrl] },
        baseline,
      })),
    );
    const allowance = anAllowance({ readsPerMinute: 3, freeReadsPerMinute: 1 });
    expect(reads(dear, { allowance }).sparser).toMatch(
      /allows \d\S* reads a minute where \d\S* would be worth/,
    );
    expect(reads(few).sparser).toBeUndefined();
  });
});

describe("the functions that would hide others", () => {
  it("are read every minute: one that swings widely hides what a thousand calm ones do", () => {
    const wild = aMember("wild", { memoryMb: 128 }, { runsPerMinute: 600_000, relativeSpread: 0.5 });
    const fleet = aFleet([...members(200), wild]);
    expect(reads(fleet).always).toEqual(["wild"]);
  });

  it("are read like the others where all are alike calm", () => {
    expect(reads(thousand).always).toEqual([]);
  });
});

describe("the long look", () => {
  it("comes to each function about once an hour where the money allows", () => {
    const times = new Map<string, number>();
    for (const { longLook } of minutesOf(640, aFleet(members(30))))
      for (const name of longLook.functionNames) times.set(name, (times.get(name) ?? 0) + 1);
    expect(times.size).toBe(30);
    // Every 64 minutes, the first turn of each.
    for (const count of times.values()) expect(Math.abs(count - 10)).toBeLessThanOrEqual(1);
  });

  it("comes only to functions whose minutes are read as well", () => {
    for (const { always, due, longLook } of minutesOf(128, aFleet(members(300))))
      expect([...always, ...due]).toEqual(expect.arrayContaining([...longLook.functionNames]));
  });

  it("is given to a suspect at every tick, so that its incident does not end between two looks", () => {
    const lists = minutesOf(30, thousand, { suspects: new Set(["function-7"]) });
    expect(lists.every(({ longLook }) => longLook.functionNames.includes("function-7"))).toBe(true);
  });
});
