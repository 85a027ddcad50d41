import { describe, expect, it } from "vitest";
import { countZScore } from "../../../lib/stats/count-z-score.ts";
import { fitCountSpread } from "../../../lib/stats/fit-count-spread.ts";
import { kthLargest } from "../../../lib/stats/kth-largest.ts";
import { middleMean } from "../../../lib/stats/middle-mean.ts";
import { recurringRecord } from "../../../lib/stats/recurring-record.ts";
import { sustainedGrowth } from "../../../lib/stats/sustained-growth.ts";
import { counts } from "../detect/scene.ts";

describe("countZScore", () => {
  it("is the example of its documentation", () => {
    expect(countZScore(40, 16, { overdispersion: 1, relativeSpread: 0 }, 3)).toBeCloseTo(4.8, 12);
  });

  it("scores an idle function's first burst against the floor", () => {
    expect(countZScore(12, 0, { overdispersion: 1, relativeSpread: 0 }, 2)).toBe(6);
  });

  it("asks more of a busy function whose days differ", () => {
    // 500 above 1,000 with a tenth of relative spread: 500 / sqrt(1000 + 100^2 + 2^2)
    const spread = { overdispersion: 1, relativeSpread: 0.1 };
    expect(countZScore(1_500, 1_000, spread, 2)).toBeCloseTo(4.7664, 4);
  });
});

describe("middleMean", () => {
  it("is the example of its documentation", () => {
    expect(middleMean([4, 5, 6, 900])).toBe(5.5);
  });

  it("keeps its meaning with four abnormal days out of fourteen", () => {
    const days = Object.freeze([10, 9, 11, 10, 12, 8, 10, 11, 9, 10, 500, 600, 700, 800]);
    expect(middleMean(days)).toBeGreaterThanOrEqual(10);
    expect(middleMean(days)).toBeLessThanOrEqual(11);
  });

  it("is 0 for no values", () => {
    expect(middleMean([])).toBe(0);
  });
});

describe("kthLargest", () => {
  it("is the level that k values reach", () => {
    expect(kthLargest(Object.freeze([3, 90, 70]), 2)).toBe(70);
  });

  it("is 0 when fewer values were seen", () => {
    expect(kthLargest([90], 2)).toBe(0);
  });
});

describe("recurringRecord", () => {
  /** One value a day for two weeks: 10 but on the named days, counted from the first. */
  const twoWeeks = (others: Record<number, number>): number[] =>
    Array.from({ length: 14 }, (_, day) => others[day] ?? 10);

  it("ignores what happened on two days", () => {
    expect(recurringRecord(twoWeeks({ 4: 99, 5: 98 }), 1)).toBe(10);
  });

  it("keeps what happened on three days", () => {
    expect(recurringRecord(twoWeeks({ 1: 99, 5: 95, 6: 90 }), 1)).toBe(90);
  });

  it("keeps what happened on the same weekday of both weeks", () => {
    expect(recurringRecord(twoWeeks({ 2: 80, 9: 70 }), 1)).toBe(70);
  });

  it("is the example of its documentation", () => {
    expect(recurringRecord([9, 1, 8, 1, 99, 1, 7, 1], 2)).toBe(9);
  });

  it("takes the highest of less than three days", () => {
    expect(recurringRecord([1, 5, 2], 2)).toBe(5);
  });

  it("is 0 for no values", () => {
    expect(recurringRecord([], 288)).toBe(0);
  });
});

describe("sustainedGrowth", () => {
  it("is one doubling per step for a count that doubles", () => {
    expect(sustainedGrowth([7, 15, 31, 63, 127], 4)).toBeCloseTo(1, 12);
  });

  it("is 0 for a jump to a new level", () => {
    expect(sustainedGrowth([0, 0, 0, 500, 500], 3)).toBe(0);
  });

  it("forgives one step that does not grow", () => {
    expect(sustainedGrowth([7, 15, 15, 31, 63], 3)).toBeCloseTo(1, 12);
  });
});

describe("fitCountSpread", () => {
  const expected = Array.from({ length: 4_000 }, (_, index) => (index % 2 === 0 ? 20 : 200));

  it("finds Poisson counts to be Poisson", () => {
    const draw = counts(3);
    const { overdispersion, relativeSpread } = fitCountSpread(expected, expected.map(draw), 1);
    expect(overdispersion).toBeLessThan(1.2);
    expect(relativeSpread).toBeLessThan(0.06);
  });

  it("is not misled by an attack on one day in fourteen", () => {
    const draw = counts(3);
    const actual = expected.map((mean, index) => (index < 4_000 / 14 ? 50 * mean : draw(mean)));
    const { overdispersion, relativeSpread } = fitCountSpread(expected, actual, 1);
    expect(overdispersion).toBeLessThan(2.5);
    expect(relativeSpread).toBeLessThan(0.2);
  });

  it("sees days that differ by more than chance", () => {
    const draw = counts(3);
    const actual = expected.map((mean, index) => draw(mean * (index % 3 === 0 ? 1.6 : 0.7)));
    expect(fitCountSpread(expected, actual, 1).relativeSpread).toBeGreaterThan(0.2);
  });

  it("assumes wide noise where hardly anything ran", () => {
    expect(fitCountSpread([0, 0, 0], [0, 1, 0], 1)).toEqual({ overdispersion: 3, relativeSpread: 0.5 });
  });
});
