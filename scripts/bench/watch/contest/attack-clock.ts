import { type EpochMs, MINUTE_MS } from "../../../../lib/domain/time.ts";
import type { Attack } from "../fleet/attack.ts";
import { costUsd } from "../fleet/cost.ts";
import { type Fleet, type FleetWorld, startOfMinute } from "../fleet/fleet.ts";
import { visibleAtMs } from "../fleet/publication.ts";

/** Watchers are given so long; what they have not seen by then counts as never seen. */
export const LONGEST_MINUTES = 120;
/** Slow attacks are searched so long for their first minute that counts. */
const LONGEST_BEFORE_MINUTES = 180;
/** An attack counts from the minute on in which it burns so much, or half of its plateau if that is less. */
const COUNTS_FROM_USD_PER_HOUR = 1;

/** What an attack costs, and since when CloudWatch shows it. */
export type AttackClock = {
  /** When CloudWatch shows the first minute of it that counts. */
  readonly firstDatapointMs: EpochMs;
  /** What it has burned by then beyond what the function usually costs; USD, list price. */
  burnedUsdBy(atMs: EpochMs): number;
};

/** `undefined`: nothing of it shows in three hours, since the function does not run. */
export function attackClock(fleet: Fleet, world: FleetWorld, attack: Attack): AttackClock | undefined {
  const { functionIndex, beginMinute, usdPerHour } = attack;
  const member = fleet.functions[functionIndex];
  if (member === undefined) return undefined;
  const excessUsd = (minute: number): number =>
    costUsd(member, world.activityAt(functionIndex, minute)) -
    costUsd(member, fleet.activityAt(functionIndex, minute));
  const leastUsd = Math.min(COUNTS_FROM_USD_PER_HOUR, usdPerHour / 2) / 60;
  const first = Math.floor(beginMinute);
  for (let minute = first; minute < first + LONGEST_BEFORE_MINUTES; minute += 1)
    if (excessUsd(minute) >= leastUsd)
      return {
        firstDatapointMs: visibleAtMs(fleet.seed, functionIndex, minute),
        burnedUsdBy(atMs) {
          let usd = 0;
          for (let past = first; startOfMinute(past) < atMs; past += 1)
            usd += excessUsd(past) * Math.min(1, (atMs - startOfMinute(past)) / MINUTE_MS);
          return usd;
        },
      };
  return undefined;
}
