import type { SeasonalProfile } from "../domain/baseline.ts";
import { blockPeriods, calmestBlock } from "./block-surprise.ts";
import type { Course } from "./course.ts";
import { HORIZONS, type Horizon } from "./horizons.ts";

export type Rise = {
  /** 1 is the cut. */
  readonly score: number;
  /** Over how long. */
  readonly minutes: number;
  /** Per minute over these minutes. */
  readonly level: number;
  readonly expected: number;
};

/** An alarm needs an amount: fewer events beyond the expectation than this are not worth a look, whatever they multiply. */
const LEAST_EXCESS_EVENTS = 30;
/** A single period is a blip unless it brings this many a minute beyond what is expected. */
const LEAST_EXCESS_PER_MINUTE = 9.5;
/** A single period is also held against what the half hour before it did. */
const LOCAL_MINUTES = 30;

/** A function that has not shown its nature yet may well have wilder bursts than it had so far. */
const SETTLED_DAYS = 11;
const YOUNG_MARGIN = 2.2;

/**
 * How far the newest periods before `end` rise above what is usual, by the horizon that says most.
 * Never falls when a value grows.
 *
 * @param finding which horizons are asked
 * @param unit size of one event: 1 for counts, the mean run for summed milliseconds, > 0
 */
export function riseOf(
  course: Course,
  end: number,
  profile: SeasonalProfile,
  unit: number,
  finding: Horizon["finding"],
): Rise {
  let highest: Rise = { score: 0, minutes: 0, level: 0, expected: 0 };
  HORIZONS.forEach((horizon, index) => {
    if (horizon.finding !== finding) return;
    const rise = riseOver(course, end, profile, unit, horizon, profile.ownBursts[index] ?? 0);
    if (rise !== undefined && rise.score > highest.score) highest = rise;
  });
  return highest;
}

/** The rise over one horizon; `undefined` where the course is too short for it. @param ownBurst see `learnOwnBursts` */
export function riseOver(
  course: Course,
  end: number,
  profile: SeasonalProfile,
  unit: number,
  horizon: Horizon,
  ownBurst: number,
): Rise | undefined {
  const deviations = calmestBlock(course, end, horizon, profile, unit);
  if (deviations === undefined) return undefined;
  const periods = blockPeriods(horizon, course.stepMinutes) * horizon.blocks;
  const actual = (course.actual[end] ?? 0) - (course.actual[end - periods] ?? 0);
  const expected = (course.expected[end] ?? 0) - (course.expected[end - periods] ?? 0);
  const margin = profile.days < SETTLED_DAYS ? YOUNG_MARGIN : 1;
  const isSingle = horizon.blocks === 1;
  const usual = isSingle ? Math.max(expected, periods * localLevel(course, end - periods)) : expected;
  const leastExcess = isSingle
    ? Math.max(LEAST_EXCESS_EVENTS, LEAST_EXCESS_PER_MINUTE * horizon.blockMinutes)
    : LEAST_EXCESS_EVENTS;
  const score = Math.min(
    deviations / Math.max(horizon.leastDeviations, horizon.timesOwnBurst * margin * ownBurst),
    actual / (horizon.timesExpected * usual),
    (actual - expected) / (leastExcess * unit),
  );
  const minutes = periods * course.stepMinutes;
  return { score: Math.max(0, score), minutes, level: actual / minutes, expected: expected / minutes };
}

/** Mean of a period in the half hour before `end`. */
function localLevel(course: Course, end: number): number {
  const periods = Math.min(end, Math.ceil(LOCAL_MINUTES / course.stepMinutes));
  return periods === 0 ? 0 : ((course.actual[end] ?? 0) - (course.actual[end - periods] ?? 0)) / periods;
}
