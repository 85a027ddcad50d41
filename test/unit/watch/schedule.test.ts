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

describe("chooseReads", () => {
  it("reads nothing while the total is as usual and nothing is going on", () => {
    expect(chooseReads(input({})).functionNames).toEqual([]);
  });

  it("reads everything when the tripwire has tripped, and says why", () => {
    const list = chooseReads(input({ tripwire: { tripped: true, reason: "twice the usual runs" } }));
    expect(list).toEqual({
      functionNames: ["checkout", "report", "thumbnails"],
      reason: "twice the usual runs",
    });
  });

  it("reads everything once in every five minutes", () => {
    const full = Array.from({ length: 60 }, (_, minute) =>
      chooseReads(input({ nowMs: NOON + minute * MINUTE_MS + 1_500 })),
    ).filter(({ functionNames }) => functionNames.length === 3);
    expect(full).toHaveLength(12);
  });

  it("reads a function with an incident or a breaker every minute", () => {
    const list = chooseReads(input({ suspects: new Set(["report"]) }));
    expect(list.functionNames).toEqual(["report"]);
  });

  it("does not read a function that no longer exists", () => {
    expect(chooseReads(input({ suspects: new Set(["deleted"]) })).functionNames).toEqual([]);
  });
});
