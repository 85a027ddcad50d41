import { CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { parseLoopOptions } from "../../../../scripts/bench/loop/options.ts";
import { POLICY_NAMES } from "../../../../scripts/bench/loop/policies/all-policies.ts";

const parse = (...argv: string[]) => parseLoopOptions(argv, ["a-flood", "a-loop"]);

describe("parseLoopOptions", () => {
  it("plays everything with seed 1 by default", () => {
    expect(parse()).toEqual({ seed: 1, policies: POLICY_NAMES, json: false });
  });

  it("takes scenarios and policies by name", () => {
    expect(parse("--only", "a-loop", "--policies", "no-guard,overcurrent", "--seed", "7")).toMatchObject({
      only: ["a-loop"],
      policies: ["no-guard", "overcurrent"],
      seed: 7,
    });
  });

  it.each([
    ["--only", "a-deluge"],
    ["--policies", "prayer"],
    ["--seed", "-1"],
    ["--json", "--markdown", "x.md"],
  ])("refuses %s %s", (...argv) => {
    expect(() => parse(...argv)).toThrow(CommanderError);
  });
});
