import { median, quantile } from "simple-statistics";
import type { Baseline, SeasonalProfile } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import { countZScore } from "../stats/count-z-score.ts";
import { SLOTS_PER_DAY } from "./expectation.ts";
import { sum } from "./final-minutes.ts";
import { HORIZONS } from "./horizons.ts";
import { type Peer, similarFunctions } from "./similar-functions.ts";
import { usualRunMs } from "./usual.ts";

export type NewFunctionInput = {
  readonly profile: FunctionProfile;
  /** What its own short history tells. */
  readonly own: Baseline;
  /** Functions with a history of their own. */
  readonly peers: readonly Peer[];
  /** Days of history below which a function counts as new. */
  readonly probationDays: number;
};

/** With less the course of the day is not known. */
const LEAST_OWN_DAYS = 1;
/** What only a tenth of the similar functions exceeds. */
const CEILING_QUANTILE = 0.9;
const LEAST_DEVIATION_EVENTS = 2;

/**
 * What to expect of a function that has shown little.
 *
 * Of less than a day: what similar functions do in the middle, and up to a ceiling of runs and billed time (so of USD) that
 * nine of ten of them keep below; it alarms beyond both. Of a few days: its own course, with bursts at least as wild as
 * those of similar functions. It stays on probation either way: it is told, never acted on.
 *
 * @returns its own baseline when it is no longer new, or when fewer than three functions are known
 */
export function baselineOfNewFunction({ profile, own, peers, probationDays }: NewFunctionInput): Baseline {
  if (own.historyDays >= probationDays) return own;
  const similar = similarFunctions(profile, peers).map(({ baseline }) => baseline);
  if (similar.length === 0) return own;
  if (own.historyDays >= LEAST_OWN_DAYS)
    return {
      ...own,
      invocations: withBurstsOf(
        own.invocations,
        similar.map(({ invocations }) => invocations),
      ),
      durationMs: withBurstsOf(
        own.durationMs,
        similar.map(({ durationMs }) => durationMs),
      ),
    };

  const meanDurationMs = own.meanDurationMs > 0 ? own.meanDurationMs : median(similar.map(usualRunMs));
  const seasonOf = (pick: (baseline: Baseline) => SeasonalProfile, unit: number): SeasonalProfile =>
    middleSeason(similar.map(pick), unit, own.historyDays);
  return {
    ...own,
    basis: "similar",
    invocations: seasonOf(({ invocations }) => invocations, 1),
    durationMs: seasonOf(({ durationMs }) => durationMs, Math.max(1, meanDurationMs)),
    meanDurationMs,
    busyConcurrency: Math.max(
      own.busyConcurrency,
      ceilingOf(similar, (one) => one.busyConcurrency),
    ),
    errorsPerMinute: Math.max(own.errorsPerMinute, median(similar.map((one) => one.errorsPerMinute))),
    asyncEventsPerMinute: seasonOf(({ asyncEventsPerMinute }) => asyncEventsPerMinute, 1),
  };
}

const ceilingOf = <T>(values: readonly T[], pick: (value: T) => number): number =>
  quantile(values.map(pick), CEILING_QUANTILE);

/** The middle course at the middle level; noise and record as nine of ten have them. */
function middleSeason(seasons: readonly SeasonalProfile[], unit: number, days: number): SeasonalProfile {
  const levels = seasons.map(({ byTimeOfDay }) => sum(byTimeOfDay) / SLOTS_PER_DAY);
  const level = median(levels);
  const shape = Array.from({ length: SLOTS_PER_DAY }, (_, slot) =>
    median(
      seasons.map(({ byTimeOfDay }, index) => {
        const mean = levels[index] ?? 0;
        return mean > 0 ? (byTimeOfDay[slot] ?? 0) / mean : 1;
      }),
    ),
  );
  const meanOfShape = sum(shape) / SLOTS_PER_DAY;
  const season = {
    byTimeOfDay: shape.map((part) => (meanOfShape > 0 ? (level * part) / meanOfShape : level)),
    byWeekday: Array.from({ length: 7 }, (_, weekday) =>
      median(seasons.map(({ byWeekday }) => byWeekday[weekday] ?? 1)),
    ),
    overdispersion: ceilingOf(seasons, (one) => one.overdispersion),
    relativeSpread: ceilingOf(seasons, (one) => one.relativeSpread),
    recordPerMinute: ceilingOf(seasons, (one) => one.recordPerMinute),
    days,
  };
  return { ...season, ownBursts: burstsUpTo(season.recordPerMinute, level, season, unit) };
}

/** Own bursts such that a rise alarms at each horizon only beyond the ceiling, per minute. */
const burstsUpTo = (
  ceiling: number,
  level: number,
  spread: Pick<SeasonalProfile, "overdispersion" | "relativeSpread">,
  unit: number,
): readonly number[] =>
  HORIZONS.map(({ blockMinutes, timesOwnBurst }) => {
    const floor = LEAST_DEVIATION_EVENTS * unit;
    const deviations = countZScore(ceiling * blockMinutes, level * blockMinutes, spread, floor);
    return Math.max(0, deviations / timesOwnBurst);
  });

const withBurstsOf = (own: SeasonalProfile, similar: readonly SeasonalProfile[]): SeasonalProfile => ({
  ...own,
  ownBursts: own.ownBursts.map((burst, horizon) =>
    Math.max(burst, median(similar.map(({ ownBursts }) => ownBursts[horizon] ?? 0))),
  ),
});
