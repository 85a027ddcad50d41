import { describe, expect, it } from "vitest";
import { guardBill } from "../../../../lib/pricing/guard-bill.ts";
import { usageSoFar } from "../../../../scripts/bench/watch/contest/usage-so-far.ts";

/** A third of a month of thirty days. */
const ELEVENTH_MS = Date.UTC(2026, 10, 11);

describe("usageSoFar", () => {
  it("has spent of the limit what is due by then", () => {
    const { billedUsd } = guardBill(usageSoFar(1_000, 30, ELEVENTH_MS), 1_000_000);
    expect(billedUsd).toBeCloseTo(10);
  });

  it("tells the guard since when it has worked", () => {
    expect(usageSoFar(1_000, 30, ELEVENTH_MS).watch?.lambdaInvocations).toBe(14_400);
  });
});
