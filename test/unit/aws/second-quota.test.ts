import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { secondQuota } from "../../../lib/aws/second-quota.ts";

/** Turns at the first fit, for amounts that are wanted so many milliseconds after each other. */
function turnsOf(perSecond: number, wanted: readonly (readonly [afterMs: number, amount: number])[]) {
  const quota = secondQuota(perSecond);
  let nowMs = 0;
  return wanted.map(([afterMs, amount]) => {
    nowMs += afterMs;
    const atMs = quota.nextFit(amount, nowMs);
    quota.take(amount, atMs);
    return { wantedMs: nowMs, atMs, amount };
  });
}

const wantedTurns = fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 100 })), {
  minLength: 1,
  maxLength: 40,
});

describe("secondQuota", () => {
  it("lets a second's worth begin at once, and the next one a second later", () => {
    const turns = turnsOf(100, [
      [0, 50],
      [0, 50],
      [0, 50],
      [0, 50],
      [0, 50],
    ]);
    expect(turns.map(({ atMs }) => atMs)).toEqual([0, 0, 1_000, 1_000, 2_000]);
  });

  it("never lets more begin within any second than it may", () => {
    fc.assert(
      fc.property(wantedTurns, (wanted) => {
        const turns = turnsOf(100, wanted);
        for (const { atMs: endMs } of turns) {
          const inSecond = turns.filter(({ atMs }) => atMs > endMs - 1_000 && atMs <= endMs);
          expect(inSecond.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it("keeps the order, and gives no turn before it is wanted", () => {
    fc.assert(
      fc.property(wantedTurns, (wanted) => {
        let lastMs = 0;
        for (const { wantedMs, atMs } of turnsOf(100, wanted)) {
          expect(atMs).toBeGreaterThanOrEqual(Math.max(wantedMs, lastMs));
          lastMs = atMs;
        }
      }),
    );
  });

  it("makes nobody wait where there is room", () => {
    fc.assert(
      fc.property(wantedTurns, (wanted) => {
        const turns = turnsOf(100, wanted);
        for (const [index, { wantedMs, atMs, amount }] of turns.entries()) {
          if (atMs === wantedMs) continue;
          // A moment earlier it was either before the turn that precedes it, or the second was full.
          const before = turns.slice(0, index);
          const held = before
            .filter((turn) => turn.atMs > atMs - 1 - 1_000)
            .reduce((sum, turn) => sum + turn.amount, 0);
          expect(before.at(-1)?.atMs === atMs || held + amount > 100).toBe(true);
        }
      }),
    );
  });

  it("gives a second to itself to what no second can hold", () => {
    const turns = turnsOf(100, [
      [0, 10],
      [0, 250],
      [0, 10],
    ]);
    expect(turns.map(({ atMs }) => atMs)).toEqual([0, 1_000, 2_000]);
  });
});
