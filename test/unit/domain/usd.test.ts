import { describe, expect, it } from "vitest";
import { usd } from "../../../lib/domain/usd.ts";

describe("usd", () => {
  it.each([
    [12.6, "$12.60"],
    [0, "$0.00"],
    [0.01, "$0.01"],
    [1_234.5, "$1,234.50"],
    [2_000_000, "$2,000,000.00"],
    [-3, "-$3.00"],
  ])("writes %d with cents as %s", (amount, text) => {
    expect(usd(amount)).toBe(text);
  });

  it("writes four decimals where cents would show nothing", () => {
    expect(usd(0.0042)).toBe("$0.0042");
    expect(usd(-0.0042)).toBe("-$0.0042");
  });

  it("writes plain zero for less than anybody pays", () => {
    expect(usd(0.000001)).toBe("$0.00");
    expect(usd(-0.000001)).toBe("$0.00");
  });
});
