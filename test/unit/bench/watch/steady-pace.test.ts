import { describe, expect, it } from "vitest";
import { steadyPace, type Tried } from "../../../../scripts/bench/watch/contest/steady-pace.ts";

/** After four tries, of which none is above the most that can have been read. */
function paceOf(guard: (pace: number) => number, most: number): number {
  const tried: Tried[] = [];
  for (let stretch = 0; stretch < 4; stretch += 1) {
    const pace = Math.min(most, steadyPace(tried));
    tried.push({ pace, found: guard(pace) });
  }
  return steadyPace(tried);
}

describe("steadyPace", () => {
  it("comes to the pace at which a guard goes on as it has gone so far", () => {
    // Reads 20 a minute where nothing was read so far, and the less the more was.
    expect(paceOf((pace) => Math.max(2, 20 - pace), 25)).toBeCloseTo(10, 0);
  });

  it("comes to the little that a guard reads whatever it has read", () => {
    expect(paceOf(() => 3, 25)).toBe(3);
  });

  it("stays between what was too little and what was too much", () => {
    expect(
      steadyPace([
        { pace: 9, found: 2 },
        { pace: 2, found: 40 },
      ]),
    ).toBeGreaterThan(2);
    expect(
      steadyPace([
        { pace: 9, found: 2 },
        { pace: 2, found: 40 },
      ]),
    ).toBeLessThan(9);
  });
});
