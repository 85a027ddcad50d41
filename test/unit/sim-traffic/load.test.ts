import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { recordedLoad } from "../../../lib/sim/traffic/load.ts";
import { RECORDINGS } from "../../../lib/sim/traffic/recordings.ts";

const TUESDAY_MS = Date.UTC(2026, 9, 27);
const PERIODS_PER_DAY = 288;

/** Counts its own periods, so that a load tells which period it was read from. Begins on a Friday. */
const COUNTING = {
  source: "test",
  firstDay: "2015-02-27",
  periodSeconds: 300,
  counts: Array.from({ length: 54 * PERIODS_PER_DAY }, (_, index) => index),
};
const MEAN_COUNT = (54 * PERIODS_PER_DAY - 1) / 2;
const periodAt = (load: (atMs: number) => number, atMs: number): number =>
  Math.round(load(atMs) * MEAN_COUNT);

describe("recordedLoad", () => {
  it("begins on the same day of the week as the world", () => {
    const load = recordedLoad(COUNTING, { week: 0, laterByMs: 0 }, TUESDAY_MS);
    // From Friday to Tuesday are four days.
    expect(periodAt(load, TUESDAY_MS)).toBe(4 * PERIODS_PER_DAY);
  });

  it("keeps one count for five minutes", () => {
    const load = recordedLoad(COUNTING, { week: 0, laterByMs: 0 }, TUESDAY_MS);
    expect(periodAt(load, TUESDAY_MS + 4 * MINUTE_MS)).toBe(4 * PERIODS_PER_DAY);
    expect(periodAt(load, TUESDAY_MS + 5 * MINUTE_MS)).toBe(4 * PERIODS_PER_DAY + 1);
  });

  it("skips whole weeks", () => {
    const load = recordedLoad(COUNTING, { week: 2, laterByMs: 0 }, TUESDAY_MS);
    expect(periodAt(load, TUESDAY_MS)).toBe(18 * PERIODS_PER_DAY);
  });

  it("has the busy hours later for customers further west", () => {
    const load = recordedLoad(COUNTING, { week: 0, laterByMs: 3 * HOUR_MS }, TUESDAY_MS);
    expect(periodAt(load, TUESDAY_MS + 3 * HOUR_MS)).toBe(4 * PERIODS_PER_DAY);
  });

  it("refuses a time that was not recorded instead of inventing quiet", () => {
    const load = recordedLoad(COUNTING, { week: 5, laterByMs: 0 }, TUESDAY_MS);
    expect(() => load(TUESDAY_MS + 15 * 24 * HOUR_MS)).toThrow(RangeError);
  });
});

describe("the recordings", () => {
  it.each(Object.entries(RECORDINGS))("%s holds 54 whole days of counts", (_, recording) => {
    expect(recording.counts).toHaveLength(54 * PERIODS_PER_DAY);
    expect(recording.counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
  });

  it("keep their real bursts", () => {
    // Largest counts of the CSV files of the benchmark.
    expect(Math.max(...RECORDINGS.wild.counts)).toBe(13_479);
    expect(Math.max(...RECORDINGS.lively.counts)).toBe(1258);
    expect(Math.max(...RECORDINGS.steady.counts)).toBe(1673);
  });
});
