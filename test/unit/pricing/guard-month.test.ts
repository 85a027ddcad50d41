import { describe, expect, it } from "vitest";
import { NO_USAGE } from "../../../lib/domain/guard-usage.ts";
import { expectedMonth, guardMonth } from "../../../lib/pricing/guard-month.ts";

const NOVEMBER_MINUTES = 30 * 24 * 60;
/** The 11th at midnight: ten of November's thirty days are over. */
const TENTH_NIGHT_MS = Date.UTC(2026, 10, 11);
const watchRuns = (lambdaInvocations: number, getMetricDataMetrics = 0) => ({
  watch: { ...NO_USAGE, lambdaInvocations, getMetricDataMetrics },
});

describe("guardMonth", () => {
  it("knows how long months are", () => {
    expect(guardMonth({}, Date.UTC(2027, 1, 1)).calendarMinutes).toBe(28 * 24 * 60);
    expect(guardMonth({}, Date.UTC(2026, 11, 31, 23, 59)).minutesLeft).toBe(1);
  });

  it("counts as worked the minutes in which the guard looked, since it may have been deployed later", () => {
    expect(guardMonth(watchRuns(1_440), TENTH_NIGHT_MS)).toEqual({
      workedMinutes: 1_440,
      minutesLeft: 20 * 1_440,
      calendarMinutes: NOVEMBER_MINUTES,
    });
  });

  it("never counts more minutes than have passed, though the schedule may start a tick twice", () => {
    expect(guardMonth(watchRuns(15_000), TENTH_NIGHT_MS).workedMinutes).toBe(14_400);
  });
});

describe("expectedMonth", () => {
  it("goes on at the pace of the days that the guard has worked", () => {
    // 5,000 in two days; twenty days are left: 5,000 + 50,000.
    expect(expectedMonth(watchRuns(2_880, 5_000), TENTH_NIGHT_MS).watch?.getMetricDataMetrics).toBeCloseTo(
      55_000,
      6,
    );
  });

  it("takes the first hours for a whole day, since nightly work stands in them as a whole", () => {
    // 300 so far; 300 on each of the twenty days that are left.
    expect(expectedMonth(watchRuns(60, 300), TENTH_NIGHT_MS).watch?.getMetricDataMetrics).toBeCloseTo(
      6_300,
      6,
    );
  });
});
