import { describe, expect, it } from "vitest";
import { DEFAULT_FUNCTIONS, parseWatchOptions } from "../../../../scripts/bench/watch/options.ts";

describe("parseWatchOptions", () => {
  it("measures every size with the first seed, contest and ticks, when nothing else is said", () => {
    expect(parseWatchOptions([])).toEqual({
      seed: 1,
      functions: DEFAULT_FUNCTIONS,
      tick: "also",
      json: false,
    });
  });

  it("takes sizes separated by commas", () => {
    expect(parseWatchOptions(["--functions", "100,1000"]).functions).toEqual([100, 1_000]);
  });

  it.each([
    ["--functions", "0"],
    ["--functions", "100,many"],
    ["--functions", "1000000"],
    ["--seed", "-1"],
    ["--tick", "perhaps"],
  ])("refuses %s %s", (...argv) => {
    expect(() => parseWatchOptions(argv)).toThrow(/invalid|allowed/i);
  });

  it("writes either JSON or tables into a file", () => {
    expect(() => parseWatchOptions(["--json", "--markdown", "x.md"])).toThrow(/cannot be used/);
  });
});
