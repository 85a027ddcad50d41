import { describe, expect, it } from "vitest";
import { explains } from "../../../../lib/detect/account/explainers.ts";
import type { AccountRise } from "../../../../lib/domain/account-rise.ts";
import { minutes, minutesUntil, NOW } from "../scene.ts";

const rise: AccountRise = {
  runsPerMinute: 1_000,
  durationMsPerMinute: 200_000,
  errorsPerMinute: 0,
  eventsPerMinute: 0,
  concurrency: 0,
  isOfUse: true,
  lastingMinutes: 2,
};
/** 100 runs of 200 ms a minute, and so many more in the last two. */
const windowOf = (more: number) => {
  const runs = minutes(60, (age) => 100 + (age < 2 ? more : 0));
  return minutesUntil(NOW, { invocations: runs, durationMs: runs.map((count) => 200 * count) });
};

describe("who explains a rise", () => {
  it("is whoever has three tenths of it, by runs or by billed time", () => {
    expect(explains(windowOf(400), rise)).toBe(true);
    expect(explains(windowOf(100), rise)).toBe(false);
    expect(explains(windowOf(100), { ...rise, durationMsPerMinute: 40_000 })).toBe(true);
  });

  it("is nobody where neither runs nor billed time rise", () => {
    expect(explains(windowOf(400), { ...rise, isOfUse: false })).toBe(false);
    expect(explains(windowOf(0), { ...rise, runsPerMinute: 0, durationMsPerMinute: 0 })).toBe(false);
  });
});
