import { describe, expect, it } from "vitest";
import { lambdaCostUsd } from "../../../lib/pricing/lambda-cost.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";

const prices = lambdaPrices("us-east-1");
const oneGb = { memoryMb: 1024, architecture: "x86_64" } as const;

describe("lambdaCostUsd", () => {
  it("prices AWS's own worked example: 3 million runs of 120 ms at 1,536 MB, before free tier", () => {
    // 3e6 * 0.12 s * 1.5 GB * $0.0000166667 + 3 * $0.20
    const cost = lambdaCostUsd(
      { invocations: 3_000_000, durationMs: 3_000_000 * 120 },
      { memoryMb: 1536, architecture: "x86_64" },
      prices,
    );
    expect(cost).toBeCloseTo(9.6, 3);
  });

  it("is a fifth cheaper per GB-second on arm64", () => {
    const usage = { invocations: 0, durationMs: 1e9 };
    const arm = lambdaCostUsd(usage, { memoryMb: 1024, architecture: "arm64" }, prices);
    expect(arm / lambdaCostUsd(usage, oneGb, prices)).toBeCloseTo(0.8, 3);
  });

  it("costs nothing when nothing ran", () => {
    expect(lambdaCostUsd({ invocations: 0, durationMs: 0 }, oneGb, prices)).toBe(0);
  });
});
