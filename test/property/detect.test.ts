import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeAccount } from "../../lib/detect/account.ts";
import { detectBurn } from "../../lib/detect/burn.ts";
import { judgeCalm } from "../../lib/detect/calm.ts";
import { detectConcurrency } from "../../lib/detect/concurrency.ts";
import type { Detector } from "../../lib/detect/detector.ts";
import { detectErrors } from "../../lib/detect/errors.ts";
import { finalMinutes, minuteAt } from "../../lib/detect/final-minutes.ts";
import { HORIZONS } from "../../lib/detect/horizons.ts";
import { judgeFunction } from "../../lib/detect/judge.ts";
import { detectRecursion } from "../../lib/detect/recursion.ts";
import { detectVolume } from "../../lib/detect/volume.ts";
import type { Baseline, SeasonalProfile } from "../../lib/domain/baseline.ts";
import { MEASUREMENTS, type Measurement, type Window } from "../../lib/domain/observation.ts";
import { lambdaPrices } from "../../lib/pricing/prices.ts";
import { coursesSeen, functionProfile, minutesUntil, NOW } from "../unit/detect/scene.ts";

const prices = lambdaPrices("us-east-1");
const LENGTH = 20;
/** No metric has a value between 0 and a hundredth; the smallest numbers there are would divide to infinity. */
const amount = fc.oneof(fc.nat(20), fc.nat(1e9), fc.double({ min: 0.01, max: 1e12, noNaN: true }));

const season: fc.Arbitrary<SeasonalProfile> = fc.record({
  byTimeOfDay: fc.oneof(
    amount.map((level) => new Array<number>(288).fill(level)),
    fc.constant([]),
  ),
  byWeekday: fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: 7, maxLength: 7 }),
  overdispersion: fc.double({ min: 0, max: 1e6, noNaN: true }),
  relativeSpread: fc.double({ min: 0, max: 1, noNaN: true }),
  recordPerMinute: amount,
  days: fc.double({ min: 0, max: 14, noNaN: true }),
  ownBursts: fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), {
    minLength: HORIZONS.length,
    maxLength: HORIZONS.length,
  }),
});
const baseline: fc.Arbitrary<Baseline> = fc.record({
  version: fc.constant(2 as const),
  functionName: fc.constant("checkout"),
  learnedAtMs: fc.constant(NOW),
  basis: fc.constantFrom("own" as const, "similar" as const),
  historyDays: fc.double({ min: 0, max: 14, noNaN: true }),
  invocations: season,
  durationMs: season,
  meanDurationMs: fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 900_000, noNaN: true })),
  busyConcurrency: fc.integer({ min: 1, max: 1_000 }),
  errorsPerMinute: amount,
  asyncEventsPerMinute: season,
  asyncEventsSeen: fc.constantFrom(true, false, "unknown" as const),
});
const values = fc.array(amount, { minLength: LENGTH, maxLength: LENGTH });
const everything: fc.Arbitrary<Record<Measurement, number[]>> = fc.record({
  invocations: values,
  durationMs: values,
  errors: values,
  throttles: values,
  maxConcurrency: values,
  asyncEventsReceived: values,
  asyncEventsDropped: values,
  iteratorAgeMs: values,
  recursionsDropped: values,
});

const judge = (learned: Baseline, window: Window) =>
  judgeFunction({ profile: functionProfile(), baseline: learned, window, nowMs: NOW, prices });

const numbersIn = (value: unknown): number[] => {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
};

describe("judging", () => {
  it("never yields a number that is not finite, and never words one", () => {
    fc.assert(
      fc.property(
        baseline,
        everything,
        fc.subarray([...MEASUREMENTS]),
        fc.nat(LENGTH),
        (learned, all, asked, final) => {
          const series = Object.fromEntries(asked.map((measurement) => [measurement, all[measurement]]));
          const window = minutesUntil(NOW, series, LENGTH - final);
          const looks = [
            judge(learned, window),
            judgeAccount({ baseline: learned, window }),
            ...(["synchronous", "asynchronous", "polled"] as const).map((demand) =>
              judgeCalm({
                profile: functionProfile(),
                baseline: learned,
                window,
                sinceMs: window.startMs,
                demand,
              }),
            ),
          ];
          expect(numbersIn(looks).filter((number) => !Number.isFinite(number))).toEqual([]);
          expect(JSON.stringify(looks)).not.toMatch(/NaN|∞|Infinity|null/);
        },
      ),
    );
  });

  it("is not changed by anything in minutes that may still change", () => {
    fc.assert(
      fc.property(baseline, everything, everything, fc.nat(LENGTH), (learned, before, after, notFinal) => {
        const mixed = Object.fromEntries(
          MEASUREMENTS.map((measurement) => [
            measurement,
            [
              ...before[measurement].slice(0, LENGTH - notFinal),
              ...after[measurement].slice(LENGTH - notFinal),
            ],
          ]),
        );
        const first = minutesUntil(NOW, before, notFinal);
        const second = minutesUntil(NOW, mixed, notFinal);
        expect(judge(learned, second)).toEqual(judge(learned, first));
        expect(judgeAccount({ baseline: learned, window: second })).toEqual(
          judgeAccount({ baseline: learned, window: first }),
        );
      }),
    );
  });

  it("begins a stretch within the window, and never claims a negative excess", () => {
    fc.assert(
      fc.property(baseline, everything, (learned, all) => {
        const window = minutesUntil(NOW, all);
        const verdict = judge(learned, window);
        fc.pre(verdict.kind === "anomalous");
        expect(verdict.anomaly.beganAtMs).toBeGreaterThanOrEqual(window.startMs);
        expect(verdict.anomaly.beganAtMs).toBeLessThan(NOW);
        expect(verdict.anomaly.excessUsd).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("a score", () => {
  const scoreOf = (
    detect: Detector,
    learned: Baseline,
    series: Record<Measurement, readonly number[]>,
  ): number => {
    const window = minutesUntil(NOW, series);
    const minutes = finalMinutes(window);
    const courses = coursesSeen(window, learned);
    const newestMs = minuteAt(minutes, minutes.length - 1);
    return (
      detect({ profile: functionProfile(), baseline: learned, minutes, courses, newestMs, prices })?.score ??
      0
    );
  };
  const cases: readonly (readonly [Measurement, Detector])[] = [
    ["invocations", detectVolume],
    ["durationMs", detectBurn],
    ["errors", detectErrors],
    ["maxConcurrency", detectConcurrency],
    ["recursionsDropped", detectRecursion],
  ];

  it.each(cases)("never falls when the newest minute of %s grows", (measurement, detect) => {
    fc.assert(
      fc.property(baseline, everything, amount, (learned, all, more) => {
        const grown = all[measurement].map((value, at) => (at === LENGTH - 1 ? value + more : value));
        const before = scoreOf(detect, learned, all);
        const after = scoreOf(detect, learned, { ...all, [measurement]: grown });
        expect(after).toBeGreaterThanOrEqual(before - 1e-9 * Math.abs(before));
      }),
    );
  });
});
