import { describe, expect, it } from "vitest";
import { growthExponent } from "../../../../../scripts/bench/detect/speed/growth-exponent.ts";

describe("growthExponent", () => {
  it("is 1 where ten times the size costs ten times as much, and 2 where it costs a hundred times", () => {
    expect(growthExponent({ size: 100, cost: 5 }, { size: 1000, cost: 50 })).toBeCloseTo(1, 12);
    expect(growthExponent({ size: 100, cost: 5 }, { size: 1000, cost: 500 })).toBeCloseTo(2, 12);
  });
});
