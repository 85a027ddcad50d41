import { describe, expect, it } from "vitest";
import { readingAllowance } from "../../../../lib/pricing/reading-allowance.ts";
import { usageSoFar } from "../../../../scripts/bench/watch/contest/usage-so-far.ts";

/** A third of a month of thirty days. */
const ELEVENTH_MS = Date.UTC(2026, 10, 11);

describe("usageSoFar", () => {
  it("has nothing saved for suspicions, and still something to read with", () => {
    const { usage } = usageSoFar(1_000, 30, ELEVENTH_MS, Number.POSITIVE_INFINITY);
    const rule = { limitUsdPerMonth: 30, freeCloudWatchRequests: 1_000_000 };
    const { savedReads, readsPerMinute } = readingAllowance({
      usage,
      rule,
      nowMs: ELEVENTH_MS,
      moneyShare: 1,
    });
    expect(savedReads).toBeLessThan(1);
    expect(readsPerMinute).toBeGreaterThan(1);
  });

  it("tells the guard since when it has worked", () => {
    expect(usageSoFar(1_000, 30, ELEVENTH_MS, 0).usage.watch?.lambdaInvocations).toBe(14_400);
  });
});
