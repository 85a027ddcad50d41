import { describe, expect, it } from "vitest";
import { likelyUsdPerHour } from "../../../lib/watch/likely-burn.ts";
import type { SeenRise } from "../../../lib/watch/seen-rise.ts";
import { aFleet, aMember } from "./reading.ts";

/** A thousand runs a minute, whose billed time is lost in a noise of 300 s. */
const rise: SeenRise = {
  runsPerMinute: 1_000,
  durationMsPerMinute: 0,
  errorsPerMinute: 0,
  eventsPerMinute: 0,
  concurrency: 0,
  isOfUse: true,
  lastingMinutes: 1,
  runs: { least: 900, most: 1_100 },
  durationMs: { least: 0, most: 300_000 },
};
/** Of 10 GB on arm64, $0.48 an hour for each run at once. */
const usdOf = (runMs: number, changes: Partial<SeenRise> = {}): number => {
  const [one] = aFleet([aMember("large", { memoryMb: 10_240 }, { runMs })]).functions;
  return one === undefined ? Number.NaN : likelyUsdPerHour(one, { ...rise, ...changes });
};
const REQUESTS_USD = 60_000 * 0.2e-6;

describe("what a rise burns if a function is behind it", () => {
  it("is the billed time that is seen, and the requests", () => {
    expect(usdOf(20, { durationMsPerMinute: 60_000 })).toBeCloseTo(0.48 + REQUESTS_USD, 2);
  });

  it("is as much billed time as its runs usually take, where chance may hide that", () => {
    // 1,000 runs of 120 ms are two at once.
    expect(usdOf(120)).toBeCloseTo(2 * 0.48 + REQUESTS_USD, 2);
  });

  it("is no more than chance can hide", () => {
    expect(usdOf(5_000)).toBeCloseTo(5 * 0.48 + REQUESTS_USD, 2);
  });
});
