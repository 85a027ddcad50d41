import { describe, expect, it } from "vitest";
import { recordedFromCsv } from "../../../lib/backtest/csv/recorded-from-csv.ts";
import { ConfigInvalidError } from "../../../lib/domain/errors.ts";

const TERMS = { runMs: 200, memoryMb: 512, architecture: "arm64", trigger: "unknown" } as const;
const read = (lines: readonly string[], terms = {}) =>
  recordedFromCsv(lines.join("\n"), "checkout.csv", "checkout", { ...TERMS, ...terms });
const problemOf = (...lines: readonly string[]): string => {
  try {
    read(lines);
  } catch (error) {
    if (error instanceof ConfigInvalidError) return error.message;
    throw error;
  }
  return "no problem";
};

describe("a file of counts", () => {
  it.each([
    ["a space", "2015-02-26 21:40:00", "2015-02-26 21:45:00"],
    ["ISO 8601", "2015-02-26T21:40:00Z", "2015-02-26T21:45:00Z"],
    ["another zone", "2015-02-26T22:40:00+01:00", "2015-02-26T22:45:00+01:00"],
  ])("may write its times with %s, and means UTC unless it says otherwise", (_what, first, second) => {
    const { history } = read(["timestamp,value", `${first},7`, `${second},9`, ""]);
    expect(history.startMs).toBe(Date.UTC(2015, 1, 26, 21, 40));
    expect(history.periodSeconds).toBe(300);
    expect(history.series.invocations).toEqual([7, 9]);
  });

  it("counts a row to the full period that it begins in", () => {
    // As in published series, whose periods begin 2 min 53 s late.
    const { history } = read(["timestamp,value", "2015-02-26 21:42:53,104", "2015-02-26 21:47:53,100"]);
    expect(history.startMs).toBe(Date.UTC(2015, 1, 26, 21, 40));
    expect(history.series.invocations).toEqual([104, 100]);
  });

  it("takes a missing row for a period without a run, and says so", () => {
    const { history, assumptions } = read([
      "timestamp,value",
      ...["2026-11-02 00:00:00,3", "2026-11-02 00:01:00,4", "2026-11-02 00:04:00,5"],
    ]);
    expect(history.series.invocations).toEqual([3, 4, 0, 0, 5]);
    expect(assumptions.join()).toContain("2 periods without a row");
  });

  it("makes up lengths and concurrency, and says so", () => {
    const { history, assumptions } = read(
      ["timestamp,value", "2026-11-02 00:00:00,600", "2026-11-02 00:01:00,0"],
      { runMs: 3_000 },
    );
    expect(history.series.durationMs).toEqual([1_800_000, 0]);
    // 600 runs of 3 s in a minute: 30 at once, and 3 x sqrt(30) = 16.4 more in the busiest moment.
    expect(history.series.maxConcurrency).toEqual([47, 0]);
    expect(assumptions.join()).toMatch(/3000 ms.*Concurrency is not recorded/);
  });

  it("uses what else was measured instead of making it up", () => {
    const { history, assumptions } = read([
      "timestamp,value,durationMs,errors,maxConcurrency",
      "2026-11-02 00:00:00,10,5000,2,4",
      "2026-11-02 00:01:00,11,5500,0,5",
    ]);
    expect(history.series).toMatchObject({
      durationMs: [5_000, 5_500],
      errors: [2, 0],
      maxConcurrency: [4, 5],
    });
    expect(assumptions).toEqual([]);
  });

  it("knows that no events arrive when it is told what alone calls the function", () => {
    const lines = ["timestamp,value", "2026-11-02 00:00,1", "2026-11-02 00:01,1"];
    expect(read(lines, { trigger: "url" }).history.series.asyncEventsReceived).toEqual([0, 0]);
    expect(read(lines, { trigger: "s3" }).history.series.asyncEventsReceived).toBeUndefined();
  });
});

describe("a file that cannot be used", () => {
  const HEAD = "timestamp,value";

  it.each([
    [
      "a wrong count",
      [HEAD, "2026-11-02 00:00,1", "2026-11-02 00:01,many"],
      'row 3, column value: "many" is no count; write a number',
    ],
    ["a negative count", [HEAD, "2026-11-02 00:00,-4"], 'row 2, column value: "-4" is no count'],
    [
      "an empty count",
      [HEAD, "2026-11-02 00:00,"],
      'row 2, column value: "" is no count; write a number of 0 or more, or take the row out',
    ],
    [
      "a wrong time",
      [HEAD, "26.02.2015,1"],
      'row 2, column timestamp: "26.02.2015" is no time; write it like 2015-02-26 21:42:53',
    ],
    ["too many fields", [HEAD, "2026-11-02 00:00,1,2"], "row 2: has 3 fields, the header has 2"],
    [
      "an unknown column",
      ["timestamp,value,duration", "2026-11-02 00:00,1,2"],
      'row 1: "duration" is no column; the columns are',
    ],
    ["no counts at all", ["timestamp", "2026-11-02 00:00"], 'row 1: there is no column "value"'],
    ["no rows", [HEAD, ""], "it has no rows below its header"],
    [
      "rows that go back",
      [HEAD, "2026-11-02 00:02,1", "2026-11-02 00:01,1", "2026-11-02 00:03,1", "2026-11-02 00:04,1"],
      "row 3, column timestamp: 2026-11-02T00:01:00Z is before row 2; sort the file by time",
    ],
    [
      "a period twice",
      [HEAD, "2026-11-02 00:00,1", "2026-11-02 00:01,1", "2026-11-02 00:01,1"],
      "row 4, column timestamp: 2026-11-02T00:01:00Z is in the same 60 s as row 3; join the two rows",
    ],
    [
      "another step",
      [HEAD, "2026-11-02 00:00,1", "2026-11-02 01:00,1"],
      "row 3, column timestamp: 3600 s after the row before it; give one row per 60 s or per 300 s",
    ],
    ["one row", [HEAD, "2026-11-02 00:00,1"], "the file has only one period"],
  ])("is told where and how to mend it: %s", (_what, lines, message) => {
    expect(problemOf(...lines)).toContain(message);
    expect(problemOf(...lines)).toContain("checkout.csv is not valid");
  });

  it("names several problems at once, and not thousands", () => {
    const lines = Array.from({ length: 1_000 }, () => "2026-11-02 00:00,x");
    expect(problemOf(HEAD, ...lines).match(/✖/g)).toHaveLength(5);
  });
});
