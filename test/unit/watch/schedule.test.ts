import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { type ScheduleInput, scheduleReads } from "../../../lib/watch/schedule.ts";

const NOON = Date.UTC(2026, 10, 22, 12, 0);
const input = (given: Partial<ScheduleInput>): ScheduleInput => ({
  nowMs: NOON + MINUTE_MS,
  sweepMinutes: 5,
  tripwire: { tripped: false, reason: "as usual" },
  functionNames: ["checkout", "report", "thumbnails"],
  attended: [],
  ...given,
});

describe("scheduleReads", () => {
  it("reads nothing while the total is as usual and nothing is going on", () => {
    expect(scheduleReads(input({})).functionNames).toEqual([]);
  });

  it("reads everything when the tripwire has tripped, and says why", () => {
    const list = scheduleReads(input({ tripwire: { tripped: true, reason: "twice the usual runs" } }));
    expect(list).toEqual({
      functionNames: ["checkout", "report", "thumbnails"],
      reason: "twice the usual runs",
    });
  });

  it("reads everything once in every five minutes", () => {
    const full = Array.from({ length: 60 }, (_, minute) =>
      scheduleReads(input({ nowMs: NOON + minute * MINUTE_MS + 1_500 })),
    ).filter(({ functionNames }) => functionNames.length === 3);
    expect(full).toHaveLength(12);
  });

  it("reads a function with an incident or a breaker every minute, once", () => {
    const list = scheduleReads(input({ attended: ["report", "report"] }));
    expect(list.functionNames).toEqual(["report"]);
  });

  it("does not read a function that no longer exists", () => {
    expect(scheduleReads(input({ attended: ["deleted"] })).functionNames).toEqual([]);
  });
});
