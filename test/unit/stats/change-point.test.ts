import { describe, expect, it } from "vitest";
import { changePoint } from "../../../lib/stats/change-point.ts";

describe("changePoint", () => {
  it("is where the series left the reference for good", () => {
    expect(changePoint([-1, -1, 3, -1, 2, 2])).toBe(2);
    // Every sum to the end: 7, 8, 9, 6, 3, 1 - the highest begins at index 2.
    expect(changePoint([-1, -1, 3, 3, 2, 1])).toBe(2);
  });

  it("does not begin with an earlier bump that was made up for since", () => {
    expect(changePoint([4, -3, -3, -3, 2, 2])).toBe(4);
  });

  it("is the beginning when all of it is above, and the end when nothing is", () => {
    expect(changePoint([1, 1, 1])).toBe(0);
    expect(changePoint([-1, -1])).toBe(2);
    expect(changePoint([])).toBe(0);
  });
});
