import { describe, expect, it } from "vitest";
import { parseBenchOptions } from "../../../../scripts/bench/detect/options.ts";

describe("the options of the bench", () => {
  it("measure everybody on the development split unless told otherwise", () => {
    const options = parseBenchOptions([]);
    expect(options).toMatchObject({ split: "development", shape: "flat", poison: 0, perKind: 6 });
    expect(options.detectors).toContain("overcurrent");
    expect(options.detectors).toContain("rcf");
  });

  it("take lists separated by commas", () => {
    expect(parseBenchOptions(["--seeds", "4,5", "--detectors", "hw,hmad"])).toMatchObject({
      seeds: [4, 5],
      detectors: ["hw", "hmad"],
    });
  });

  it.each([
    ["a detector that nobody knows", ["--detectors", "oracle"]],
    ["a shape that nobody knows", ["--shape", "round"]],
    ["half a seed", ["--seeds", "1.5"]],
    ["attacks from before the history", ["--poison", "14"]],
  ])("refuse %s", (_what, argv) => {
    expect(() => parseBenchOptions(argv)).toThrow(expect.objectContaining({ exitCode: 1 }));
  });
});
