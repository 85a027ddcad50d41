import { describe, expect, it } from "vitest";
import { mostUsdPerHour } from "../../../lib/pricing/most-usd.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";

const prices = lambdaPrices("eu-west-1");

describe("the most that executions can cost in an hour", () => {
  it("is their time and ten calls a second each", () => {
    // 1 GB x 3,600 s x $0.0000166667 = $0.06000; 36,000 calls x $0.0000002 = $0.0072.
    const one = mostUsdPerHour(1, { memoryMb: 1024, architecture: "x86_64" }, prices);
    expect(one).toBeCloseTo(0.0672, 5);
  });

  it("grows with their number and their memory", () => {
    // 10 x (10 GB x 3,600 s x $0.0000133334 + $0.0072) = $4.872.
    const ten = mostUsdPerHour(10, { memoryMb: 10_240, architecture: "arm64" }, prices);
    expect(ten).toBeCloseTo(4.872, 3);
  });

  it("is nothing for none", () => {
    expect(mostUsdPerHour(0, { memoryMb: 1024, architecture: "x86_64" }, prices)).toBe(0);
  });
});
