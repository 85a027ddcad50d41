import { describe, expect, it } from "vitest";
import { globMatches } from "../../../lib/policy/glob.ts";

describe("globMatches", () => {
  it.each([
    ["orders", "orders", true],
    ["orders", "orders-eu", false],
    ["orders-*", "orders-eu-v2", true],
    ["orders-*-v?", "orders-eu-v2", true],
    ["orders-*-v?", "orders-eu-v", false],
    ["*", "anything", true],
    ["*", "", true],
    ["", "", true],
    ["?", "", false],
    ["*-prod", "api-prod-prod", true],
    ["**a*", "banana", true],
    // Everything else is itself, also what a regular expression would take for an operator.
    ["a.c", "abc", false],
    ["(x)+", "(x)+", true],
    ["Orders", "orders", false],
  ])("%s and %s: %s", (pattern, name, matches) => {
    expect(globMatches(pattern, name)).toBe(matches);
  });
});
