import { describe, expect, it } from "vitest";
import { speedTables } from "../../../../../scripts/bench/detect/speed/speed-tables.ts";
import type { TickFigures } from "../../../../../scripts/bench/detect/speed/speed-task.ts";

const tick = (functions: number, cpuMs: number): TickFigures => ({
  functions,
  batches: 1,
  loadMs: 50,
  firstMs: 2 * cpuMs,
  wallMs: cpuMs,
  cpuMs,
  datapoints: 250 * functions,
  anomalous: functions / 100,
  peakMiB: 120,
});

const [ticks, points] = speedTables({
  ticks: [tick(100, 4), tick(1000, 40)],
  stored: { bytesPerFunction: 1234.5 },
  forest: { pointsPerSecond: 25_300 },
});

describe("speedTables", () => {
  it("says how the processor's time grows from each number of functions to the next", () => {
    expect(ticks?.rows.map((row) => row[5])).toEqual(["-", "n^1.00"]);
    expect(ticks?.rows.map((row) => row[4])).toEqual(["40", "40"]);
  });

  it("counts one new minute of runs and of durations per function as new points", () => {
    // 2 x 1,000 functions in 40 ms.
    expect(points?.rows.map((row) => row[1])).toEqual(["50 k", "6,250 k", "25.3 k", "4.4 k", "1235"]);
  });
});
