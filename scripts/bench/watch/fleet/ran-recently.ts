import type { FleetWorld } from "./fleet.ts";
import type { FleetFunction } from "./fleet-function.ts";

/** The list of active metrics goes back so far. */
const RECENT_MINUTES = 180;
/** CloudWatch may take so long to list a metric that had no datapoint for two weeks (ListMetrics says so of itself). */
const LISTED_AFTER_MINUTES = 15;
/** Runs are counted about so long after their end. */
const COUNTED_AFTER_MINUTES = 2;
/** Whoever is expected to run so often in three hours has run: once in twenty thousand times that is wrong. */
const SURELY = 10;

/** Whether CloudWatch lists the function as active; one that never runs by itself is listed as late as it may be. */
export function ranRecently(
  world: FleetWorld,
  { index, perMinute }: FleetFunction,
  nowMinute: number,
): boolean {
  if (perMinute * RECENT_MINUTES >= SURELY) return true;
  const lateMinutes = perMinute === 0 ? LISTED_AFTER_MINUTES : COUNTED_AFTER_MINUTES;
  for (let minute = nowMinute - lateMinutes; minute >= nowMinute - RECENT_MINUTES; minute -= 1)
    if (world.activityAt(index, minute).runs > 0) return true;
  return false;
}
