import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectedPerMinute } from "../../lib/detect/expectation.ts";
import { learnBaseline } from "../../lib/detect/learn-baseline.ts";
import type { Window } from "../../lib/domain/observation.ts";
import { HOUR_MS } from "../../lib/domain/time.ts";
import { fitCountSpread } from "../../lib/stats/fit-count-spread.ts";
import { middleMean } from "../../lib/stats/middle-mean.ts";
import { recurringRecord } from "../../lib/stats/recurring-record.ts";
import { diurnal, historyOf, NOW } from "../unit/detect/scene.ts";

const amounts = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { maxLength: 60 });

describe("robust numbers", () => {
  it("keep the mean of the middle between the lowest and the highest", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        fc.pre(values.length > 0);
        expect(middleMean(values)).toBeGreaterThanOrEqual(Math.min(...values) * (1 - 1e-12));
        expect(middleMean(values)).toBeLessThanOrEqual(Math.max(...values) * (1 + 1e-12));
      }),
    );
  });

  it("take no record from one day, whatever its height", () => {
    fc.assert(
      fc.property(
        amounts,
        fc.nat(59),
        fc.double({ min: 1e9, max: 1e12, noNaN: true }),
        (values, at, height) => {
          fc.pre(values.length >= 3 && at < values.length);
          const attacked = values.map((value, day) => (day === at ? height : value));
          expect(recurringRecord(attacked, 1)).toBeLessThanOrEqual(Math.max(...values));
        },
      ),
    );
  });

  it("never find counts calmer than Poisson", () => {
    fc.assert(
      fc.property(amounts, amounts, (expected, actual) => {
        const { overdispersion, relativeSpread } = fitCountSpread(expected, actual, 1);
        expect(overdispersion).toBeGreaterThanOrEqual(1);
        expect(relativeSpread).toBeGreaterThanOrEqual(0.05);
        expect(relativeSpread).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("a learned expectation", () => {
  const clean = historyOf({ rate: diurnal(60) });
  const runs = clean.series.invocations ?? [];
  const attackedOn = (day: number, factor: number): Window => {
    const attacked = runs.map((count, slot) => (Math.floor(slot / 288) === day ? count * factor : count));
    return { ...clean, series: { invocations: attacked, durationMs: attacked.map((count) => 200 * count) } };
  };
  const before = learnBaseline(clean, NOW).invocations;

  it("changes by less than a fifth when any one day was an attack", () => {
    fc.assert(
      fc.property(
        fc.nat(13),
        fc.double({ min: 1, max: 50, noNaN: true }),
        fc.nat(167),
        (day, factor, hour) => {
          const after = learnBaseline(attackedOn(day, factor), NOW).invocations;
          const atMs = NOW + hour * HOUR_MS;
          const ratio = expectedPerMinute(after, atMs) / expectedPerMinute(before, atMs);
          expect(ratio).toBeGreaterThan(0.8);
          expect(ratio).toBeLessThan(1.2);
        },
      ),
      { numRuns: 40 },
    );
  });
});
