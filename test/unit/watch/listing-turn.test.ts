import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { isListingTurn, listingEvery, metricsForAwakened } from "../../../lib/watch/listing-turn.ts";
import { NOW_MS } from "../../support/builders.ts";

/** What the free million leaves for reading at home: (1,000,000 - 43,200 minutes of 13 requests) / 43,200. */
const FREE_READS_PER_MINUTE = 10.1;
const FREE_A_MONTH = 1_000_000;
/** A ninth of all is for the list and those that woke. */
const planned = (functions: number, readsPerMinute: number) => ({
  functions,
  readsPerMinute,
  listReadsPerMinute: readsPerMinute / 9,
});

describe("how often it is asked who ran", () => {
  it.each([
    { functions: 100, minutes: 15 },
    { functions: 1_000, minutes: 15 },
    { functions: 10_000, minutes: 20 },
    { functions: 15_000, minutes: 30 },
    { functions: 100_000, minutes: 60 },
  ])(
    "is every $minutes minutes for $functions functions on free requests alone",
    ({ functions, minutes }) => {
      expect(listingEvery(planned(functions, FREE_READS_PER_MINUTE))).toBe(minutes);
    },
  );

  it("takes less than a twentieth of the free requests, as long as it is not as rare as it may be", () => {
    for (let functions = 100; functions < 200_000; functions += 700) {
      const minutes = listingEvery(planned(functions, FREE_READS_PER_MINUTE));
      const requestsAMonth = (Math.ceil(functions / 500) * 43_200) / minutes;
      if (minutes < 60) expect(requestsAMonth).toBeLessThan(FREE_A_MONTH / 20);
    }
  });

  it("is never where nothing is left to be read, or the list would take most of it", () => {
    expect(listingEvery(planned(100, 0))).toBe(Number.POSITIVE_INFINITY);
    expect(listingEvery(planned(200_000, 10))).toBe(Number.POSITIVE_INFINITY);
    expect(listingEvery(planned(0, 2))).toBe(15);
  });
});

describe("metrics for those that woke", () => {
  it("are what the list leaves of the reads for both, and a few at least", () => {
    // 10 a minute for 20 minutes, and 20 requests of 500 names.
    expect(metricsForAwakened(planned(10_000, 90), 20)).toBe(180);
    expect(metricsForAwakened(planned(100, 1), 15)).toBe(8);
  });
});

describe("the turn of the list", () => {
  const turnsInAnHour = (everyMinutes: number, wholeLookMinutes: number): readonly number[] =>
    Array.from({ length: 60 }, (_, minute) => minute).filter((minute) =>
      isListingTurn(NOW_MS + minute * MINUTE_MS + 1_500, everyMinutes, { wholeLookMinutes }),
    );

  it("comes round in the minutes that it divides", () => {
    expect(turnsInAnHour(15, 64)).toEqual([0, 15, 30, 45]);
    expect(turnsInAnHour(60, 256)).toEqual([0]);
    expect(turnsInAnHour(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toEqual([]);
  });

  it("never comes where all functions are read together as often", () => {
    expect(turnsInAnHour(15, 8)).toEqual([]);
    expect(turnsInAnHour(15, 16)).toEqual([0, 15, 30, 45]);
  });
});
