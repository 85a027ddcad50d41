import { describe, expect, it } from "vitest";
import { loopReport } from "../../../../scripts/bench/loop/loop-report.ts";
import { loopOutcome } from "./outcomes.ts";

describe("loopReport", () => {
  const outcomes = [loopOutcome({ policy: "no-guard", usdBurned: 11 }), loopOutcome({})];
  const report = loopReport(1, ["no-guard", "overcurrent"], { outcomes, unplayed: ["a-leech"] });

  it("has one entry for each scenario and policy, and the totals of each policy", () => {
    expect(report.scenarios.map(({ name, policy }) => [name, policy])).toEqual([
      ["a-flood", "no-guard"],
      ["a-flood", "overcurrent"],
    ]);
    expect(report.totals["no-guard"]?.usdBurned).toBe(11);
    expect(report.totals.overcurrent?.usdBurned).toBe(1);
  });

  it("says which scenarios could not be played", () => {
    expect(report.unplayed).toEqual(["a-leech"]);
  });
});
