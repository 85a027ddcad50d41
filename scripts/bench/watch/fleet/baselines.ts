import { learnBaseline } from "../../../../lib/detect/learn-baseline.ts";
import type { Baseline, SeasonalProfile } from "../../../../lib/domain/baseline.ts";
import type { Measurement, Window } from "../../../../lib/domain/observation.ts";
import { DAY_MS, type EpochMs } from "../../../../lib/domain/time.ts";
import { activityAt } from "./activity.ts";
import { FLEET_START_MS, HISTORY_DAYS } from "./courses.ts";
import { type Fleet, isAsynchronous } from "./fleet.ts";
import type { FleetFunction } from "./fleet-function.ts";
import { windowOf } from "./windows.ts";

/** Learned at the end of the history, before anybody attacks; the days after it are watched with it. */
export const LEARNED_AT_MS: EpochMs = FLEET_START_MS + HISTORY_DAYS * DAY_MS;

export const LEARNED_FROM: readonly Measurement[] = [
  "invocations",
  "durationMs",
  "errors",
  "maxConcurrency",
  "asyncEventsReceived",
];
/** Levels of the stand-ins are this far apart, so that none differs by more than its root from who it stands in for. */
const STEP = 2;
const LONG_RUN_MS = 1_000;

/**
 * Baselines as the nightly job would have them. Those of `learned` are learned from their own two weeks. Learning all of a
 * hundred thousand would take an hour, so the others share: of functions with the same course (or the same timer) and nearly
 * the same traffic one stand-in is learned, and scaled to each by its exact traffic and length of runs. The model draws all of
 * them alike, so only what is particular to one sample of two weeks is lost, such as its own record.
 */
export function baselinesOf(fleet: Fleet, learned: ReadonlySet<number>): readonly Baseline[] {
  const standIns = new Map<string, Baseline>();
  const standInFor = (member: FleetFunction): Baseline => {
    const model = standInOf(member);
    const key = JSON.stringify([model.course, model.timer, model.perMinute, isAsynchronous(model)]);
    const known = standIns.get(key) ?? learnMember(fleet, model);
    standIns.set(key, known);
    return scaled(known, member, model);
  };
  return fleet.functions.map((member) =>
    learned.has(member.index) ? learnMember(fleet, member) : standInFor(member),
  );
}

/** A function that nobody has, like this one but for what does not matter. */
const standInOf = (member: FleetFunction): FleetFunction => ({
  ...member,
  functionName: "stand-in",
  runMs: LONG_RUN_MS,
  perMinute:
    member.timer !== undefined || member.perMinute === 0
      ? member.perMinute
      : STEP ** Math.round(Math.log(member.perMinute) / Math.log(STEP)),
  course: member.timer === undefined ? member.course : 0,
});

function learnMember(fleet: Fleet, member: FleetFunction): Baseline {
  const startMs = FLEET_START_MS;
  const range = { startMs, endMs: LEARNED_AT_MS, periodSeconds: 60 };
  const world = {
    activityAt: (_: number, minute: number) =>
      minute < 0
        ? { runs: 0, durationMs: 0, errors: 0 }
        : activityAt(fleet.seed, member, fleet.courses, minute),
    totalAt: fleet.totalAt,
  };
  const learnedFrom = windowOf(fleet, world, member.index, LEARNED_FROM, range, range.endMs + DAY_MS);
  const history: Window = { ...learnedFrom, functionName: member.functionName };
  return learnBaseline(history, LEARNED_AT_MS, { existsSinceMs: startMs });
}

function scaled(baseline: Baseline, member: FleetFunction, model: FleetFunction): Baseline {
  const traffic = model.perMinute === 0 ? 1 : member.perMinute / model.perMinute;
  const run = member.runMs / model.runMs;
  return {
    ...baseline,
    functionName: member.functionName,
    invocations: times(baseline.invocations, traffic, 1),
    durationMs: times(baseline.durationMs, traffic * run, run),
    meanDurationMs: baseline.meanDurationMs * run,
    busyConcurrency: Math.max(1, Math.ceil(baseline.busyConcurrency * traffic * Math.min(1, run))),
    errorsPerMinute: member.perMinute * member.errorRatio,
    asyncEventsPerMinute: times(baseline.asyncEventsPerMinute, traffic, 1),
  };
}

/**
 * The level goes into the factors of the weekdays: the many numbers of a day stay one array for all who share it, or the
 * baselines of a hundred thousand functions would not fit into memory. What is expected is the product of the two.
 * @param unit times by which one event is larger
 */
const times = (season: SeasonalProfile, level: number, unit: number): SeasonalProfile => ({
  ...season,
  byWeekday: season.byWeekday.map((factor) => level * factor),
  overdispersion: season.overdispersion * unit,
  recordPerMinute: season.recordPerMinute * level,
});
