import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { chooseReads, type ScheduleInput } from "../../../lib/watch/schedule.ts";

const NOON = Date.UTC(2026, 10, 22, 12, 0);
const input = (given: Partial<ScheduleInput>): ScheduleInput => ({
  nowMs: NOON + MINUTE_MS,
  tripwire: { tripped: false, reason: "as usual" },
  functionNames: ["checkout", "report", "thumbnails"],
  suspects: new Set(),
  ...given,
});

/** The hour after noon, minute by minute. */
const hour = (given: Partial<ScheduleInput> = {}) =>
  Array.from({ length: 60 }, (_, minute) =>
    chooseReads(input({ nowMs: NOON + minute * MINUTE_MS + 1_500, ...given })),
  );

describe("chooseReads", () => {
  it("reads nothing while the total is as usual and nothing is going on", () => {
    expect(chooseReads(input({})).functionNames).toEqual([]);
  });

  it("reads everything when the tripwire has tripped, and says why", () => {
    const list = chooseReads(input({ tripwire: { tripped: true, reason: "twice the usual runs" } }));
    expect(list).toMatchObject({
      functionNames: ["checkout", "report", "thumbnails"],
      reason: "twice the usual runs",
    });
  });

  it("reads everything once in every five minutes", () => {
    const full = hour().filter(({ functionNames }) => functionNames.length === 3);
    expect(full).toHaveLength(12);
    expect(full.every(({ isSweep }) => isSweep)).toBe(true);
  });

  it("reads a function with an incident or a breaker every minute", () => {
    const list = chooseReads(input({ suspects: new Set(["report"]) }));
    expect(list.functionNames).toEqual(["report"]);
  });

  it("does not read a function that no longer exists", () => {
    const { functionNames, longLook } = chooseReads(input({ suspects: new Set(["deleted"]) }));
    expect(functionNames).toEqual([]);
    expect(longLook.functionNames).toEqual([]);
  });
});

describe("the long look", () => {
  const fleet = Array.from({ length: 400 }, (_, index) => `function-${index}`);

  it("comes to each function once an hour, in a sweep, whether the tripwire has tripped or not", () => {
    for (const tripped of [false, true]) {
      const looks = hour({ functionNames: fleet, tripwire: { tripped, reason: "for the test" } });
      expect(looks.flatMap(({ longLook }) => longLook.functionNames).sort()).toEqual([...fleet].sort());
      expect(looks.every(({ isSweep, longLook }) => isSweep || longLook.functionNames.length === 0)).toBe(
        true,
      );
    }
  });

  it("is spread over the sweeps of the hour", () => {
    const perSweep = hour({ functionNames: fleet })
      .filter(({ isSweep }) => isSweep)
      .map(({ longLook }) => longLook.functionNames.length);
    // 400 names in 12 turns: 33 each; four standard deviations of a binomial number are 22.
    expect(Math.min(...perSweep)).toBeGreaterThan(11);
    expect(Math.max(...perSweep)).toBeLessThan(55);
  });

  it("is given to a suspect at every tick, so that its incident does not end between two looks", () => {
    const looks = hour({ functionNames: fleet, suspects: new Set(["function-7"]) });
    expect(looks.every(({ longLook }) => longLook.functionNames.includes("function-7"))).toBe(true);
  });

  it("keeps to about an hour with another sweep", () => {
    const looks = hour({ functionNames: fleet, sweepMinutes: 15 });
    expect(looks.flatMap(({ longLook }) => longLook.functionNames)).toHaveLength(400);
  });
});
