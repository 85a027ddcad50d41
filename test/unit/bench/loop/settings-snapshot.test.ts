import { describe, expect, it } from "vitest";
import { type FunctionSettings, isBraked, isSame } from "../../../../scripts/bench/loop/settings-snapshot.ts";

const settings = (
  reserved: FunctionSettings["reserved"],
  mapping: Partial<FunctionSettings["mappings"][number]> = {},
): FunctionSettings => ({
  reserved,
  mappings: [{ mappingId: "m-1", state: "Enabled", maximumConcurrency: "unlimited", ...mapping }],
});

describe("isBraked", () => {
  it("is true when a reservation appears or becomes smaller", () => {
    expect(isBraked(settings("unreserved"), settings(5))).toBe(true);
    expect(isBraked(settings(5), settings(0))).toBe(true);
  });

  it("is true when a mapping goes off, or gets a ceiling", () => {
    expect(isBraked(settings(5), settings(5, { state: "Disabling" }))).toBe(true);
    expect(isBraked(settings(5), settings(5, { maximumConcurrency: 2 }))).toBe(true);
  });

  it("is false when nothing changes, and when a function gets more room", () => {
    expect(isBraked(settings(5), settings(5))).toBe(false);
    expect(isBraked(settings(5), settings("unreserved"))).toBe(false);
  });

  it("is false for a mapping that was off before", () => {
    const off = settings(5, { state: "Disabled" });
    expect(isBraked(off, off)).toBe(false);
  });
});

describe("isSame", () => {
  it("tells a mapping on its way back from one that is back", () => {
    expect(isSame(settings(5), settings(5, { state: "Enabling" }))).toBe(false);
    expect(isSame(settings(5), settings(5))).toBe(true);
  });

  it("tells a reservation of the whole account's size from none", () => {
    expect(isSame(settings("unreserved"), settings(1000))).toBe(false);
  });
});
