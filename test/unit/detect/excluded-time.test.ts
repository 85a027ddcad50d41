import { describe, expect, it } from "vitest";
import { expectedPerMinute } from "../../../lib/detect/expectation.ts";
import { learnBaseline } from "../../../lib/detect/learn-baseline.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import { DAY_MS, type EpochMs, HOUR_MS, type TimeSpan } from "../../../lib/domain/time.ts";
import { diurnal, even, historyOf, NOW, type Rate, SLOT_MS } from "./scene.ts";

/** What is learned when the spans hold `during` times the usual, and are excluded. */
const learnedBeside = (
  rate: Rate,
  spans: readonly TimeSpan[],
  during: number,
  excluded = spans,
): Baseline => {
  const isWithin = (atMs: EpochMs) => spans.some(({ startMs, endMs }) => atMs >= startMs && atMs < endMs);
  const disturbed: Rate = (atMs) => (isWithin(atMs) ? during : 1) * rate(atMs);
  return learnBaseline(historyOf({ rate: disturbed }), NOW, { excluded });
};
const hoursAgo = (hours: number, lasting: number): TimeSpan => ({
  startMs: NOW - hours * HOUR_MS,
  endMs: NOW - (hours - lasting) * HOUR_MS,
});
const everyHour = (baseline: Baseline): number[] =>
  Array.from({ length: 24 }, (_, hour) => expectedPerMinute(baseline.invocations, NOW + hour * HOUR_MS));

describe("excluded time", () => {
  it("of a two-hour trip leaves the baseline as if the trip had not been", () => {
    const trip = [hoursAgo(30, 2)];
    const undisturbed = learnedBeside(diurnal(60), [], 1);
    const tripped = learnedBeside(diurnal(60), trip, 0);
    const undisturbedHours = everyHour(undisturbed);
    everyHour(tripped).forEach((expected, hour) => {
      // One day of fourteen is another one in these two hours: chance, not level.
      expect(expected / (undisturbedHours[hour] ?? 0)).toBeCloseTo(1, 1);
    });
    expect(tripped.invocations.recordPerMinute).toBeCloseTo(undisturbed.invocations.recordPerMinute, 0);
    expect(tripped.invocations.overdispersion / undisturbed.invocations.overdispersion).toBeCloseTo(1, 1);
    expect(tripped.meanDurationMs).toBeCloseTo(undisturbed.meanDurationMs);
  });

  it("is neither learned nor taken for silence, though it comes back every night", () => {
    const nights = Array.from({ length: 14 }, (_, night) => hoursAgo(24 * night + 12, 2));
    const everySecond = nights.filter((_, night) => night % 2 === 0);
    const atNight = NOW - 11 * HOUR_MS;
    const usual = expectedPerMinute(learnedBeside(even(40), [], 1).invocations, atNight);
    for (const during of [0, 30])
      expect(
        expectedPerMinute(learnedBeside(even(40), everySecond, during).invocations, atNight) / usual,
      ).toBeCloseTo(1, 1);
    // Without being left out, it is what half of the nights are like.
    expect(
      expectedPerMinute(learnedBeside(even(40), everySecond, 30, []).invocations, atNight) / usual,
    ).toBeGreaterThan(5);
  });

  it("is filled from other hours where that time of day was never seen", () => {
    const nights = Array.from({ length: 14 }, (_, night) => hoursAgo(24 * night + 12, 2));
    const { invocations } = learnedBeside(even(40), nights, 0);
    expect(expectedPerMinute(invocations, NOW - 11 * HOUR_MS)).toBeGreaterThan(36);
  });

  it("is no history: a function that has known nothing else stays on probation", () => {
    expect(learnedBeside(even(40), [{ startMs: NOW - 5 * DAY_MS, endMs: NOW }], 1).historyDays).toBe(9);
    expect(learnedBeside(even(40), [{ startMs: NOW - 30 * DAY_MS, endMs: NOW }], 1).historyDays).toBe(0);
  });

  it("is left out of what confirms a suspicion, too", () => {
    const history = historyOf({ rate: even(100) });
    const everySecondDay = Array.from({ length: 7 }, (_, index) => hoursAgo(48 * index + 30, 2));
    const isWithin = (atMs: EpochMs) =>
      everySecondDay.some(({ startMs, endMs }) => atMs >= startMs && atMs < endMs);
    const errors = (history.series.invocations ?? []).map((_, slot) =>
      isWithin(history.startMs + slot * SLOT_MS) ? 500 : 5,
    );
    const witnesses = { ...history, series: { errors } };
    const errorsWhen = (excluded: readonly TimeSpan[]): number =>
      learnBaseline(history, NOW, { witnesses, excluded }).errorsPerMinute;
    expect(errorsWhen(everySecondDay)).toBe(1);
    expect(errorsWhen([])).toBeGreaterThan(2);
  });
});
