import { describe, expect, it } from "vitest";
import { turnOf } from "../../../lib/watch/turn-of.ts";

describe("turnOf", () => {
  it("agrees with the published hashes of FNV-1a", () => {
    // draft-eastlake-fnv, appendix C: FNV-1a 32 of "a" is 0xe40c292c, of "foobar" 0xbf9cf968.
    expect(turnOf("a", 2 ** 32)).toBe(0xe40c292c);
    expect(turnOf("foobar", 2 ** 32)).toBe(0xbf9cf968);
  });

  it("gives a name the same turn each time, and its only turn to everybody", () => {
    expect(turnOf("checkout", 12)).toBe(turnOf("checkout", 12));
    expect(turnOf("checkout", 1)).toBe(0);
    expect(turnOf("", 12)).toBeLessThan(12);
  });
});
