import { describe, expect, it } from "vitest";
import { atRiskUsd, type Outlook } from "../../../lib/detect/at-risk.ts";

const outlook = (changes: Partial<Outlook> = {}): Outlook => ({
  actualUsdPerHour: 1.25,
  expectedUsdPerHour: 0.25,
  doublingsPerMinute: 0,
  growingMinutes: 0,
  ceilingUsdPerHour: 60,
  ...changes,
});

describe("the amount at risk", () => {
  it("is the pace beyond the expectation, times the hours", () => {
    expect(atRiskUsd(outlook(), 8)).toBe(8);
    expect(atRiskUsd(outlook(), 1)).toBe(1);
  });

  it("is nothing while less is spent than expected", () => {
    expect(atRiskUsd(outlook({ actualUsdPerHour: 0.1 }), 8)).toBe(0);
  });

  it("carries growth on for its minutes and holds that level afterwards", () => {
    // One doubling in one minute: 1.25 / ln 2 / 60 = 0.03006 in that minute, 2.5 * (8 - 1/60) = 19.958 after it, less 2.
    const growing = outlook({ doublingsPerMinute: 1, growingMinutes: 1 });
    expect(atRiskUsd(growing, 8)).toBeCloseTo(0.03006 + 19.95833 - 2, 4);
  });

  it("ends growth where the concurrency that can be reached is used up", () => {
    const bounded = outlook({ doublingsPerMinute: 2, growingMinutes: 3, ceilingUsdPerHour: 5 });
    expect(atRiskUsd(bounded, 8)).toBeLessThan((5 - 0.25) * 8);
    expect(atRiskUsd(bounded, 8)).toBeGreaterThan((5 - 0.25) * 7.9);
  });

  it("keeps the pace of what costs more than its ceiling already, as when the ceiling was guessed", () => {
    const above = outlook({ doublingsPerMinute: 2, growingMinutes: 3, ceilingUsdPerHour: 0.5 });
    expect(atRiskUsd(above, 8)).toBe(8);
  });

  it("grows for no longer than the hours last", () => {
    // A quarter of an hour with one doubling in it: 1.25 / (ln 2 / 15) / 60 = 0.45084, less 0.0625.
    const slow = outlook({ doublingsPerMinute: 1 / 15, growingMinutes: 600 });
    expect(atRiskUsd(slow, 0.25)).toBeCloseTo(0.45084 - 0.0625, 4);
  });
});
