import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WouldHave } from "../../lib/domain/incident.ts";
import { HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import { lambdaPrices } from "../../lib/pricing/prices.ts";
import { countWouldHave } from "../../lib/pricing/would-have.ts";
import { anAnomaly, aProfile, NOW_MS } from "../support/builders.ts";
import { aBrake } from "../support/builders-actuate.ts";

const BURN = anAnomaly(6).burn;
const countAt = (before: WouldHave | undefined, nowMs: number): WouldHave =>
  countWouldHave({
    before,
    burn: BURN,
    grade: "full",
    changes: [{ ...aBrake(), reason: "callers are refused with 429" }],
    sized: aProfile(),
    prices: lambdaPrices("eu-west-1"),
    expectedCallsPerMinute: 60,
    hasWaitingCallers: true,
    nowMs,
  });
const countAll = (times: readonly number[]): WouldHave | undefined =>
  times.reduce<WouldHave | undefined>((before, atMs) => countAt(before, atMs), undefined);

/** Looks at most two minutes apart, as ticks are while the guard runs. */
const looks = fc
  .array(fc.integer({ min: 1, max: 2 * MINUTE_MS }), { minLength: 1, maxLength: 50 })
  .map((gaps) => {
    const times = [NOW_MS];
    for (const gap of gaps) times.push((times.at(-1) ?? NOW_MS) + gap);
    return times;
  });

describe("the would-have-saved ledger", () => {
  it("comes to the same however often one looks", () => {
    fc.assert(
      fc.property(looks, (times) => {
        const hours = ((times.at(-1) ?? 0) - NOW_MS) / HOUR_MS;
        // The full brake lets nothing through, so all of the impact is spared and all of the 60 calls a minute are refused.
        expect(countAll(times)?.savedUsd).toBeCloseTo(6 * hours, 8);
        expect(countAll(times)?.refusedCalls).toBeCloseTo(3_600 * hours, 6);
      }),
    );
  });

  it("counts nothing for looks that are repeated or come late", () => {
    fc.assert(
      fc.property(looks, fc.array(fc.nat(), { maxLength: 20 }), (times, picks) => {
        const disturbed = times.flatMap((atMs, index) => [
          atMs,
          ...picks
            .filter((pick) => pick % times.length === index)
            .map((pick) => times[pick % (index + 1)] ?? atMs),
        ]);
        expect(countAll(disturbed)).toEqual(countAll(times));
      }),
    );
  });
});
