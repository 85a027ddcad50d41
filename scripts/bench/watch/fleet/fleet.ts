import { type EpochMs, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { type Activity, activityAt } from "./activity.ts";
import { type Attack, attackedActivity } from "./attack.ts";
import { type Course, coursesOf, FLEET_MINUTES, FLEET_START_MS } from "./courses.ts";
import { type FleetFunction, fleetFunction } from "./fleet-function.ts";

/** Everybody's minute together. */
export type Total = Activity & {
  /** Events that were handed over and not waited for. */
  readonly events: number;
};

/** What happens in the account, minute by minute since the fleet's start; nothing happens outside of its three weeks. */
export type FleetWorld = {
  activityAt(functionIndex: number, minute: number): Activity;
  totalAt(minute: number): Total;
};

/** An account with many functions, in which nothing has to be played before a minute can be looked at. */
export type Fleet = FleetWorld & {
  readonly seed: number;
  readonly functions: readonly FleetFunction[];
  readonly courses: readonly Course[];
};

export const minuteOf = (atMs: EpochMs): number => Math.floor((atMs - FLEET_START_MS) / MINUTE_MS);
export const startOfMinute = (minute: number): EpochMs => FLEET_START_MS + minute * MINUTE_MS;

const NOTHING: Activity = { runs: 0, durationMs: 0, errors: 0 };

/** Totals are made when they are first asked for, each by going through every function, and kept. */
export function fleetOf(count: number, seed: number): Fleet {
  const courses = coursesOf(seed);
  const functions = Array.from({ length: count }, (_, index) => fleetFunction(seed, index, courses));
  const totals = new Map<number, Total>();
  const ordinaryAt = (functionIndex: number, minute: number): Activity => {
    const member = functions[functionIndex];
    if (member === undefined || minute < 0 || minute >= FLEET_MINUTES) return NOTHING;
    return activityAt(seed, member, courses, minute);
  };
  const sumAt = (minute: number): Total => {
    let [runs, durationMs, errors, events] = [0, 0, 0, 0];
    for (const member of functions) {
      const done = ordinaryAt(member.index, minute);
      runs += done.runs;
      durationMs += done.durationMs;
      errors += done.errors;
      events += eventsOf(member, done);
    }
    return { runs, durationMs, errors, events };
  };
  return {
    seed,
    functions,
    courses,
    activityAt: ordinaryAt,
    totalAt(minute) {
      const total = totals.get(minute) ?? sumAt(minute);
      totals.set(minute, total);
      return total;
    },
  };
}

/** The same account while some of its functions are attacked, at most one attack on each. */
export function underAttack(fleet: Fleet, attacks: readonly Attack[]): FleetWorld {
  const attackOn = new Map(attacks.map((attack) => [attack.functionIndex, attack]));
  const attackedAt = (functionIndex: number, minute: number): Activity => {
    const ordinary = fleet.activityAt(functionIndex, minute);
    const attack = attackOn.get(functionIndex);
    const member = fleet.functions[functionIndex];
    if (attack === undefined || member === undefined) return ordinary;
    return attackedActivity(ordinary, attack, member, minute);
  };
  return {
    activityAt: attackedAt,
    totalAt: (minute) =>
      attacks.reduce((total, { functionIndex }) => {
        const member = fleet.functions[functionIndex];
        const before = fleet.activityAt(functionIndex, minute);
        const after = attackedAt(functionIndex, minute);
        return {
          runs: total.runs + after.runs - before.runs,
          durationMs: total.durationMs + after.durationMs - before.durationMs,
          errors: total.errors + after.errors - before.errors,
          events: total.events + eventsOf(member, after) - eventsOf(member, before),
        };
      }, fleet.totalAt(minute)),
  };
}

export const isAsynchronous = (member: FleetFunction | undefined): boolean =>
  member?.caller === "s3" || member?.caller === "schedule";

const eventsOf = (member: FleetFunction | undefined, { runs }: Activity): number =>
  isAsynchronous(member) ? runs : 0;
