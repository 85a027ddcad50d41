import { describe, expect, it } from "vitest";
import { freeShares } from "../../../lib/watch/free-shares.ts";

const shares = (freeReadsPerMinute: number) =>
  freeShares(
    { freeReadsPerMinute },
    // Eight for turns, two for long looks, one for those that woke.
    { turnReadsPerMinute: 8, listReadsPerMinute: 1, readsPerMinute: 11 },
  );

describe("the free requests", () => {
  it("go to turns first, then to long looks, then to those that woke", () => {
    expect(shares(4)).toEqual({ turns: 0.5, longLooks: 0, woken: 0 });
    expect(shares(9)).toEqual({ turns: 1, longLooks: 0.5, woken: 0 });
    expect(shares(10.25)).toEqual({ turns: 1, longLooks: 1, woken: 0.25 });
    expect(shares(100)).toEqual({ turns: 1, longLooks: 1, woken: 1 });
  });

  it("are used for nothing where nothing is read, and pay nothing where there are none", () => {
    expect(shares(0)).toEqual({ turns: 0, longLooks: 0, woken: 0 });
    const none = { turnReadsPerMinute: 0, listReadsPerMinute: 0, readsPerMinute: 0 };
    for (const share of Object.values(freeShares({ freeReadsPerMinute: 5 }, none))) expect(share).toBe(1);
  });
});
