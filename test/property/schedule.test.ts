import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import type { ReadingList } from "../../lib/watch/schedule.ts";
import { NOW_MS } from "../support/builders.ts";
import { anAllowance, minutesOf, reads, timesRead } from "../unit/watch/reading.ts";
import { aMixedFleet } from "../unit/watch/unseen.ts";

const RUNS = 12;
const HOURS_6 = 360;
/** All turns come round in it where nobody waits longer than 256 minutes. */
const CYCLE = 512;

const aCase = fc
  .record({
    count: fc.integer({ min: 1, max: 120 }),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    mostExecutions: fc.constantFrom(5, 100),
    readsPerMinute: fc.double({ min: 0.05, max: 60, noNaN: true }),
    freeRatio: fc.double({ min: 0, max: 1, noNaN: true }),
    suspect: fc.nat(200),
  })
  .map(({ count, seed, mostExecutions, readsPerMinute, freeRatio, suspect }) => ({
    count,
    fleet: aMixedFleet(count, seed, mostExecutions),
    allowance: anAllowance({ readsPerMinute, freeReadsPerMinute: freeRatio * readsPerMinute }),
    suspects: new Set(suspect < count ? [`function-${suspect}`] : []),
  }));

const metricsOf = ({ always, due, longLook }: ReadingList): number =>
  always.length + due.length + longLook.functionNames.length;

describe("the schedule, whatever the fleet and the money", () => {
  it("keeps to the reads that are allowed", () => {
    fc.assert(
      fc.property(aCase, ({ fleet, allowance }) => {
        const spent = minutesOf(CYCLE, fleet, { allowance }).reduce((sum, list) => sum + metricsOf(list), 0);
        // A tenth and one read more: turns are whole, and the long looks of few functions come unevenly.
        expect(spent).toBeLessThanOrEqual(1.1 * CYCLE * allowance.readsPerMinute + fleet.functions.length);
      }),
      { numRuns: RUNS },
    );
  });

  it("comes to every function within six hours where there is money for three reads of each", () => {
    fc.assert(
      fc.property(aCase, fc.double({ min: 1, max: 5, noNaN: true }), ({ fleet, count }, times) => {
        const readsPerMinute = (3 * times * count) / HOURS_6 + 1;
        const allowance = anAllowance({ readsPerMinute, freeReadsPerMinute: 0 });
        expect(timesRead(minutesOf(HOURS_6, fleet, { allowance })).size).toBe(count);
      }),
      { numRuns: RUNS },
    );
  });

  it("lets nobody wait longer than it says", () => {
    fc.assert(
      fc.property(aCase, ({ fleet, allowance }) => {
        const lists = minutesOf(HOURS_6, fleet, { allowance });
        const { longestMinutes } = lists[0]?.intervals ?? { longestMinutes: 0 };
        const lastRead = new Map(fleet.functions.map(({ functionName }) => [functionName, -1]));
        let longestWait = 0;
        lists.forEach(({ always, due }, minute) => {
          for (const name of [...always, ...due]) lastRead.set(name, minute);
          for (const last of lastRead.values()) longestWait = Math.max(longestWait, minute - last);
        });
        expect(longestWait).toBeLessThanOrEqual(longestMinutes);
      }),
      { numRuns: RUNS },
    );
  });

  it("always reads suspects, far and wide, and nobody twice in a minute", () => {
    fc.assert(
      fc.property(aCase, fc.nat(10_000), ({ fleet, allowance, suspects }, minute) => {
        const list = reads(fleet, { allowance, suspects, nowMs: NOW_MS + minute * MINUTE_MS });
        const names = [...list.always, ...list.due];
        expect(new Set(names).size).toBe(names.length);
        expect(list.always.slice(0, suspects.size)).toEqual([...suspects]);
        expect(list.longLook.functionNames).toEqual(expect.arrayContaining([...suspects]));
        expect(names).toEqual(expect.arrayContaining([...list.longLook.functionNames]));
      }),
      { numRuns: 10 * RUNS },
    );
  });

  it("answers alike in the same minute, and remembers nothing of other ones", () => {
    fc.assert(
      fc.property(aCase, fc.nat(10_000), ({ fleet, allowance }, minute) => {
        const nowMs = NOW_MS + minute * MINUTE_MS;
        const first = reads(fleet, { allowance, nowMs });
        reads(fleet, { allowance, nowMs: nowMs + MINUTE_MS });
        expect(reads(fleet, { allowance, nowMs: nowMs + MINUTE_MS - 1 })).toEqual(first);
      }),
      { numRuns: RUNS },
    );
  });
});
