import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packBaselines, unpackBaselines } from "../../lib/aws/stores/packed-baselines.ts";
import { LEVEL_ERROR } from "../../lib/aws/stores/packed-levels.ts";
import type { Baseline, SeasonalProfile } from "../../lib/domain/baseline.ts";

const amount = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e12, noNaN: true }));
const levels = (length: number) => fc.array(amount, { minLength: length, maxLength: length });
const season: fc.Arbitrary<SeasonalProfile> = fc.record(
  {
    byTimeOfDay: levels(288),
    byWeekday: fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: 7, maxLength: 7 }),
    overdispersion: amount,
    relativeSpread: fc.double({ min: 0.05, max: 1, noNaN: true }),
    recordPerMinute: amount,
    days: fc.double({ min: 0, max: 14, noNaN: true }),
    ownBursts: levels(12),
    specialDays: fc.array(
      fc.record({
        day: fc.nat(40_000),
        factor: fc.double({ min: 0.1, max: 1, noNaN: true }),
        leastByHour: fc.oneof(fc.constant([]), levels(24)),
      }),
      { minLength: 1, maxLength: 11 },
    ),
  },
  {
    requiredKeys: [
      "byTimeOfDay",
      "byWeekday",
      "overdispersion",
      "relativeSpread",
      "recordPerMinute",
      "days",
      "ownBursts",
    ],
  },
);
const baseline: fc.Arbitrary<Baseline> = fc.record(
  {
    version: fc.constant(2 as const),
    functionName: fc.string({ minLength: 1, maxLength: 64, unit: "grapheme" }),
    learnedAtMs: fc.nat(2 ** 41),
    basis: fc.constantFrom("own" as const, "similar" as const),
    historyDays: fc.double({ min: 0, max: 14, noNaN: true }),
    invocations: season,
    durationMs: season,
    meanDurationMs: amount,
    busyConcurrency: fc.integer({ min: 1, max: 10_000 }),
    errorsPerMinute: amount,
    asyncEventsPerMinute: season,
    asyncEventsSeen: fc.constantFrom(true, false, "unknown" as const),
    driftingSinceMs: fc.nat(2 ** 41),
  },
  {
    requiredKeys: [
      "version",
      "learnedAtMs",
      "basis",
      "historyDays",
      "invocations",
      "durationMs",
      "meanDurationMs",
      "busyConcurrency",
      "errorsPerMinute",
      "asyncEventsPerMinute",
      "asyncEventsSeen",
    ],
  },
);

const roundTrip = (baselines: readonly Baseline[]): readonly Baseline[] => {
  const read = unpackBaselines(packBaselines(baselines));
  if (!read.ok) throw new Error(`not readable: ${read.error.found}`);
  return read.value;
};

/** Everything but numbers that are not whole comes back as it was; those within the error of their kind. */
function expectNear(actual: unknown, wanted: unknown, path = "baseline"): void {
  if (Array.isArray(wanted) && wanted.every((value) => typeof value === "number")) {
    const highest = Math.max(0, ...wanted);
    const found = actual as number[];
    expect(found, path).toHaveLength(wanted.length);
    wanted.forEach((level, index) => {
      // Below a thousandth of the highest level they are told apart by half of that.
      const error = Math.max(LEVEL_ERROR * level, highest / 1024 / 2);
      expect(Math.abs((found[index] ?? Number.NaN) - level), path).toBeLessThanOrEqual(1.001 * error + 1e-30);
    });
  } else if (typeof wanted === "number") {
    // float32 has 24 bits
    expect(Math.abs(Number(actual) - wanted), path).toBeLessThanOrEqual(wanted * 2 ** -23 + 1e-30);
  } else if (typeof wanted === "object" && wanted !== null) {
    expect(Object.keys(actual as object).sort(), path).toEqual(Object.keys(wanted).sort());
    for (const [key, value] of Object.entries(wanted))
      expectNear((actual as Record<string, unknown>)[key], value, `${path}.${key}`);
  } else expect(actual, path).toBe(wanted);
}

describe("packed baselines", () => {
  it("come back with levels within 1.4 %, and everything else as it was", () => {
    expect(LEVEL_ERROR).toBeLessThan(0.014);
    fc.assert(
      fc.property(fc.array(baseline, { maxLength: 3 }), (baselines) => {
        const read = roundTrip(baselines);
        expect(read).toHaveLength(baselines.length);
        read.forEach((one, index) => {
          expectNear(one, baselines[index]);
          expect(one.learnedAtMs).toBe(baselines[index]?.learnedAtMs);
          expect(one.driftingSinceMs).toBe(baselines[index]?.driftingSinceMs);
        });
      }),
      { numRuns: 50 },
    );
  });

  it("keep what is nothing at nothing, and lose nothing more when they are packed again", () => {
    fc.assert(
      fc.property(baseline, (one) => {
        const once = roundTrip([one]);
        expect(roundTrip(once)).toEqual(once);
        one.invocations.byTimeOfDay.forEach((level, slot) => {
          if (level === 0) expect(once[0]?.invocations.byTimeOfDay[slot]).toBe(0);
        });
      }),
      { numRuns: 50 },
    );
  });
});
