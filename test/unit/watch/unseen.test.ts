import { describe, expect, it } from "vitest";
import { hiddenUsdPerHour, visibleInTotal } from "../../../lib/watch/hidden-burn.ts";
import { USD_PER_READ_PER_MINUTE } from "../../../lib/watch/reading-interval.ts";
import { planReading } from "../../../lib/watch/reading-plan.ts";
import type { WeighedFleet } from "../../../lib/watch/weigh-fleet.ts";
import { anAllowance } from "./reading.ts";
import { aMixedFleet, type Sweep, unseenUsdPerMonth } from "./unseen.ts";

/*
 * USD a month that attacks burn before they are seen, 1,000 functions, 11.2 reads a minute ($4.86 a month), 20,000 attacks each:
 *
 *   busiest runs at once            50                   1,000
 *   seed                     1     2     3          1     2     3
 *   nobody looks         36.48 37.57 30.75      88.57 93.91 75.33
 *   all alike             3.35  3.34  3.19       7.33  6.91  6.53
 *   square-root rule      2.29  2.21  2.30       4.63  4.02  4.23
 *   this schedule         2.20  2.17  2.26       4.29  3.71  3.78
 */

const FUNCTIONS = 1_000;
const READS_PER_MINUTE = 14;
const DRAWS = 20_000;

type Spending = { readonly sweep: Sweep; readonly readsPerMinute: number };

/** As the schedule spends them; the long looks and the list of who ran, which look for something else, aside. */
function asPlanned(fleet: WeighedFleet, readsPerMinute: number): Spending {
  const allowance = anAllowance({ readsPerMinute, freeReadsPerMinute: 0 });
  const plan = planReading(fleet, allowance, new Set(), new Set());
  const { noisiest, swept, readsPerCycle, cycleMinutes, wholeLookMinutes, longLookMinutes } = plan;
  const sweep = new Map(noisiest.map(({ functionName }) => [functionName, 1]));
  swept.forEach(({ functionName }, index) => {
    sweep.set(functionName, Math.min(cycleMinutes / (readsPerCycle[index] ?? 1), wholeLookMinutes));
  });
  const onOthers = plan.listReadsPerMinute + fleet.functions.length / longLookMinutes;
  return { sweep, readsPerMinute: plan.readsPerMinute - onOthers };
}

/** Everybody as often as everybody else. */
const uniformly = (fleet: WeighedFleet, readsPerMinute: number): Sweep =>
  new Map(fleet.functions.map(({ functionName }) => [functionName, fleet.functions.length / readsPerMinute]));

/** The square-root rule by itself, with broken intervals of 1 to 360 minutes: hazard times what hides in the whole total. */
function byTheRule(fleet: WeighedFleet, readsPerMinute: number): Sweep {
  const visible = visibleInTotal(fleet.noise);
  const roots = fleet.functions.map((one) =>
    Math.sqrt(one.casesPerMonth * hiddenUsdPerHour(one.possible, visible)),
  );
  const rates = (factor: number): number[] =>
    roots.map((root) => Math.min(1, Math.max(1 / 360, root * factor)));
  let [low, high] = [0, 1e6];
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (rates(middle).reduce((sum, rate) => sum + rate, 0) <= readsPerMinute) low = middle;
    else high = middle;
  }
  return new Map(rates(low).map((rate, index) => [fleet.functions[index]?.functionName ?? "", 1 / rate]));
}

const unseen = (fleet: WeighedFleet, sweep: Sweep): number => unseenUsdPerMonth(fleet, sweep, DRAWS, 99);

describe.each([
  { what: "no function dominates", mostExecutions: 50 },
  { what: "a few functions are busier than all the others together", mostExecutions: 1_000 },
])("where $what, the schedule", ({ mostExecutions }) => {
  const fleet = aMixedFleet(FUNCTIONS, 1, mostExecutions);
  const { sweep, readsPerMinute } = asPlanned(fleet, READS_PER_MINUTE);
  const planned = unseen(fleet, sweep);

  it("leaves a third less unseen than reading all alike for the same money", () => {
    expect(planned).toBeLessThan(0.67 * unseen(fleet, uniformly(fleet, readsPerMinute)));
  });

  it("leaves less unseen than the square-root rule by itself for the same money", () => {
    expect(planned).toBeLessThan(unseen(fleet, byTheRule(fleet, readsPerMinute)));
  });

  it("shows more than its reads cost", () => {
    expect(unseen(fleet, new Map()) - planned).toBeGreaterThan(5 * USD_PER_READ_PER_MINUTE * readsPerMinute);
  });

  it("stops where more reads would cost more than they show, however much money there is", () => {
    const ample = asPlanned(fleet, 1_000);
    const denser = new Map([...ample.sweep].map(([name, minutes]) => [name, Math.max(1, minutes / 2)]));
    const shown = unseen(fleet, ample.sweep) - unseen(fleet, denser);
    expect(shown).toBeLessThan(USD_PER_READ_PER_MINUTE * ample.readsPerMinute);
  });
});
