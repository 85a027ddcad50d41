import { describe, expect, it } from "vitest";
import type { TickFigures } from "../../../../scripts/bench/watch/tick/measure-ticks.ts";
import { tickTables } from "../../../../scripts/bench/watch/tick/tick-tables.ts";

const figures = (functions: number, warmSeconds: readonly number[]): TickFigures => ({
  functions,
  kind: "everything",
  peakMiB: 100,
  ticks: [9, ...warmSeconds].map((seconds) => ({ seconds, cpuSeconds: seconds / 2, read: functions })),
});

describe("tickTables", () => {
  it("tells the slowest warm tick beside the cold start, and how it grows", () => {
    const [table] = tickTables([figures(100, [0.2, 0.1]), figures(1_000, [1.5, 2])]);
    // 0.2 s and 2 s with ten times as many: linear.
    expect(table?.rows.map((row) => [row[0], row[3], row[4], row[6]])).toEqual([
      ["100", "9.00", "0.20", "-"],
      ["1,000", "9.00", "2.00", "n^1.00"],
    ]);
  });
});
