import { describe, expect, it } from "vitest";
import { leapOf } from "../../../../lib/detect/account/leap.ts";
import { counts } from "../scene.ts";

const draw = counts(11);
/** Two hours of noise around 400 a minute, whose standard deviation is 20. */
const calm = (): number[] => Array.from({ length: 125 }, () => draw(400));
const raised = (values: readonly number[], by: number, newest: number): number[] =>
  values.map((value, index) => (index >= values.length - newest ? value + by : value));

describe("leapOf", () => {
  it("sees a quarter more than before in one minute, far below what stands out in a large total", () => {
    const leap = leapOf(raised(calm(), 120, 1), 1, 30);
    expect(leap?.minutes).toBe(1);
    expect(leap?.perMinute).toBeGreaterThan(60);
    expect(Math.abs((leap?.level ?? 0) - 400)).toBeLessThan(20);
  });

  it("sees a tenth more that lasts five minutes", () => {
    expect(leapOf(raised(calm(), 60, 5), 5, 30)).toBeDefined();
  });

  it("takes no more than one minute in fifty of mere noise for a leap", () => {
    const values = Array.from({ length: 1_200 }, () => draw(400));
    const ends = Array.from({ length: values.length - 125 }, (_, index) => index + 125);
    const leaps = ends.filter((end) => leapOf(values.slice(end - 125, end), 1, 30) !== undefined);
    expect(leaps.length).toBeLessThan(ends.length / 50);
  });

  it("says nothing of what its last two hours have shown before", () => {
    const values = raised(calm(), 120, 1);
    values[60] = 520;
    expect(leapOf(values, 1, 30)).toBeUndefined();
  });

  it("says nothing of a steady climb, of too little, and of too short a course", () => {
    expect(
      leapOf(
        calm().map((value, index) => value + 4 * index),
        1,
        30,
      ),
    ).toBeUndefined();
    expect(leapOf(raised(calm(), 120, 1), 1, 200)).toBeUndefined();
    expect(leapOf(raised(calm().slice(0, 50), 120, 1), 1, 30)).toBeUndefined();
  });
});
