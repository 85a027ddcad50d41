import { describe, expect, it } from "vitest";
import { type Minutes, minutesOf } from "../../../lib/backtest/minutes.ts";
import { visibleWindow } from "../../../lib/backtest/visible-window.ts";
import { finalPeriods } from "../../../lib/domain/observation.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { START_MS } from "./recordings.ts";

/** Ten minutes with 1, 2, 3 ... runs of so many ms. */
const counting = (runMs: number): Minutes => {
  const invocations = Array.from({ length: 10 }, (_, index) => index + 1);
  return minutesOf({
    startMs: START_MS,
    periodSeconds: 60,
    finalUntilMs: START_MS + 10 * MINUTE_MS,
    series: {
      invocations,
      durationMs: invocations.map((runs) => runs * runMs),
      maxConcurrency: invocations,
    },
  });
};
const shownAt = (minute: number, minutes: Minutes) =>
  visibleWindow("checkout", minutes, START_MS + minute * MINUTE_MS);

describe("what a tick is shown", () => {
  it("ends two minutes before it, since a minute may change for so long", () => {
    const window = shownAt(6, counting(100));
    expect(window.series.invocations).toEqual([1, 2, 3, 4]);
    expect(finalPeriods(window)).toBe(4);
  });

  it("leaves out runs that have not ended yet, and shows them when they have", () => {
    const minutes = counting(4 * MINUTE_MS);
    // Runs of minute 3 end in minute 7 at the latest 8:00, and are published a minute later.
    expect(shownAt(8, minutes).series.invocations).toEqual([1, 2, 3, 0, 0, 0]);
    expect(shownAt(9, minutes).series.invocations).toEqual([1, 2, 3, 4, 0, 0, 0]);
  });

  it("shows at once how many run, though not yet what they cost", () => {
    const window = shownAt(8, counting(4 * MINUTE_MS));
    expect(window.series.maxConcurrency).toEqual([1, 2, 3, 4, 5, 6]);
    expect(window.series.durationMs?.slice(3)).toEqual([0, 0, 0]);
  });

  it("begins with the recording when that is younger than a tick looks back", () => {
    expect(shownAt(12, counting(100))).toMatchObject({ startMs: START_MS, periodSeconds: 60 });
    expect(shownAt(12, counting(100)).series.invocations).toHaveLength(10);
  });
});

describe("a recording in periods of 5 minutes", () => {
  const minutes = minutesOf({
    startMs: START_MS,
    periodSeconds: 300,
    finalUntilMs: START_MS + 600_000,
    series: { invocations: [10, 20], durationMs: [5_000, 0], maxConcurrency: [3, 7] },
  });

  it("is spread evenly over its minutes, the highest concurrency repeated", () => {
    expect(minutes.length).toBe(10);
    expect(minutes.series.invocations).toEqual([2, 2, 2, 2, 2, 4, 4, 4, 4, 4]);
    expect(minutes.series.durationMs?.slice(0, 6)).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 0]);
    expect(minutes.series.maxConcurrency).toEqual([3, 3, 3, 3, 3, 7, 7, 7, 7, 7]);
  });

  it("of another length is refused", () => {
    const hourly = { startMs: START_MS, periodSeconds: 3_600, finalUntilMs: START_MS, series: {} };
    expect(() => minutesOf(hourly)).toThrow(RangeError);
  });
});
