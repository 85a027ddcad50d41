import { describe, expect, it } from "vitest";
import { type IntervalTerms, powerOfTwoFrom, readingIntervals } from "../../../lib/watch/reading-interval.ts";
import { hashOf } from "../../../lib/watch/turn-of.ts";

const functions = (count: number, metricsPerRead = 1) =>
  Array.from({ length: count }, (_, index) => ({ metricsPerRead, hash: hashOf(`function-${index}`) }));
const terms = (changes: Partial<IntervalTerms> = {}): IntervalTerms => ({
  readsPerMinute: Number.POSITIVE_INFINITY,
  freeReadsPerMinute: 0,
  wholeLookMinutes: Number.POSITIVE_INFINITY,
  longestMinutes: 256,
  ...changes,
});
const alike = (count: number, usdPerMinuteLate: number) => new Array<number>(count).fill(usdPerMinuteLate);

/** Minutes from one read to the next, by function. */
function minutesOf(...given: Parameters<typeof readingIntervals>): number[] {
  const { readsPerCycle, cycleMinutes } = readingIntervals(...given);
  return Array.from(readsPerCycle, (reads) => cycleMinutes / reads);
}

describe("readingIntervals", () => {
  it("follows the square-root rule where money is ample", () => {
    // A metric read each minute for a month is $0.432, and counts a tenth of it: sqrt(2 x 0.0432 / 0.0003375) = 16 minutes.
    expect(minutesOf(functions(3), alike(3, 0.0003375), terms())).toEqual([16, 16, 16]);
  });

  it("reads a function that is four times as dangerous twice as often, and one whose reads are four times as dear half as often", () => {
    const [ordinary, dangerous] = minutesOf(functions(2), [0.0003375, 0.00135], terms());
    const [dear] = minutesOf(functions(1, 4), [0.0003375], terms());
    expect([ordinary, dangerous, dear]).toEqual([16, 8, 32]);
  });

  it("meets a rate that no whole number of reads in a cycle makes on average", () => {
    // 0.00000351 asks for 156.9 minutes, which are 3.26 reads in 512: a quarter of a thousand functions gets the fourth.
    const { readsPerCycle, readsPerMinute } = readingIntervals(
      functions(1_000),
      alike(1_000, 0.00000351),
      terms(),
    );
    expect(new Set(Array.from(readsPerCycle))).toEqual(new Set([3, 4]));
    expect(readsPerMinute / (1_000 / 156.9)).toBeCloseTo(1, 1);
  });

  it("keeps to the money, and says what would be worth its list price", () => {
    const found = readingIntervals(functions(500), alike(500, 0.0003375), terms({ readsPerMinute: 10 }));
    expect(found.readsPerMinute).toBeLessThanOrEqual(10);
    expect(found.readsPerMinute).toBeGreaterThan(9.5);
    // At the list price each would be worth a read every 50.6 minutes, the root of ten times less often.
    expect(found.worthwhileReadsPerMinute / (500 / 50.6)).toBeCloseTo(1, 2);
  });

  it("uses up what is free, and no more where nothing is at stake", () => {
    const free = readingIntervals(functions(100), alike(100, 0.0000001), terms({ freeReadsPerMinute: 20 }));
    expect(free.readsPerMinute).toBeGreaterThan(19);
    expect(free.readsPerMinute).toBeLessThanOrEqual(20);
  });

  it("lets nobody wait longer than the longest interval, even with nothing at stake", () => {
    expect(minutesOf(functions(2), [0, 0], terms())).toEqual([256, 256]);
  });

  it("counts once what is read in a whole look anyway", () => {
    const found = readingIntervals(functions(64), alike(64, 0), terms({ wholeLookMinutes: 64 }));
    expect(found.readsPerMinute).toBeCloseTo(1);
  });

  it("has nothing to say about no functions", () => {
    expect(readingIntervals([], [], terms()).readsPerMinute).toBe(0);
  });
});

describe("powerOfTwoFrom", () => {
  it("is the least power of two that is not below", () => {
    expect([0.2, 1, 2, 2.1, 100].map(powerOfTwoFrom)).toEqual([1, 1, 2, 4, 128]);
  });
});
