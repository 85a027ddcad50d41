import { NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import type {
  AttackOutcome,
  ContestOutcome,
  QuietOutcome,
} from "../../../../scripts/bench/watch/contest/contest-task.ts";
import { taskFor } from "../../../../scripts/bench/watch/contest/task-for.ts";

/** A flood that everybody sees at once, and that has burned a dollar by then. */
export const attackOutcome = (given: Partial<AttackOutcome> = {}): AttackOutcome => ({
  number: 0,
  place: "hot",
  kind: "flood",
  functionName: "service-000001",
  usdPerHour: 10,
  isSmall: false,
  minutesToSee: { overcurrent: 1, poll1: 1, poll5: 1, alarms: 1, bands: 1 },
  usdUntilSeen: { overcurrent: 1, poll1: 1, poll5: 1, alarms: 1, bands: 1 },
  guardUsage: NO_USAGE,
  guardMinutes: 10,
  ...given,
});

/** Two hours in which the guard reads nothing of functions. */
export const contestOutcome = (
  functions: number,
  quiet: Partial<QuietOutcome> = {},
  attacks: readonly AttackOutcome[] = [attackOutcome()],
): ContestOutcome => ({
  task: taskFor(functions, 1),
  fleetUsdPerMonth: 1_000,
  quiet: {
    minutes: 120,
    allMinutes: 120,
    guardUsage: NO_USAGE,
    trippedMinutes: 0,
    trippedReads: 0,
    tripReasons: [],
    falseIncidents: 0,
    requestsPerTick: { mean: 5, most: 5 },
    secondsPerTick: { mean: 0.01, most: 0.02 },
    sampledFunctions: 10,
    falseAlarms: { poll1: 0, poll5: 0, alarms: 0, bands: 0 },
    ...quiet,
  },
  attacks,
  peakMiB: 200,
});
