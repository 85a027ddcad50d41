import { median, medianAbsoluteDeviation } from "simple-statistics";
import type { Window } from "../domain/observation.ts";
import type { SlowDrift } from "../domain/slow-drift.ts";
import { DAY_MS } from "../domain/time.ts";
import { atRiskUsd } from "./at-risk.ts";
import { sum } from "./final-minutes.ts";
import { HOURS_PER_DAY } from "./hourly-history.ts";
import { type DayTerms, type PricedDay, pricedDays } from "./priced-days.ts";

export type SlowDriftInput = DayTerms & {
  /** `invocations` and `durationMs` in periods of an hour. */
  readonly longHistory: Window;
  /** Hours over which the cost counts as at risk, > 0. */
  readonly riskHours: number;
};

/** All of the last `days` days cost `times` the usual day, and so many deviations of the days of the weeks before. */
const RULES = [
  { days: 3, times: 1.25, deviations: 3 },
  { days: 2, times: 1.5, deviations: 4 },
] as const;
/** The days between are left out of the weeks before: a rise that creeps in has begun before it is judged. */
const LATEST_REFERENCE = 4;
const REFERENCE_DAYS = 28;
const FEWEST_REFERENCE_DAYS = 10;
/** Makes the median absolute deviation of normal data estimate its standard deviation: 1 / Φ⁻¹(0.75). */
const MAD_TO_SIGMA = 1.4826;
/** Days of a busy function are alike to less than this by chance, and nobody minds so little. */
const LEAST_DEVIATION = 0.05;
/** A change on the evening before, or on the first day itself. */
const CHANGE_WITHIN_MS = DAY_MS;
/** A day without runs is far below its usual, but not infinitely far. */
const LEAST_RATIO = 0.01;

/**
 * A leech that creeps in over days: each of the last days costs more than a usual day of the four weeks before, as if all
 * were the same weekday. Costs are compared, so that more runs and longer runs both show. A single day is left to the
 * detectors of minutes and hours, and days that are excluded or special tell nothing.
 *
 * The weeks before are measured by their median and its absolute deviation, on the scale of ratios, so that an earlier
 * attack or holiday does not hide or make a drift.
 *
 * @returns `undefined` when there is none, or fewer than ten days to compare with
 *
 * Source: the run rules of Nelson (1984), "The Shewhart Control Chart: Tests for Special Causes", Journal of Quality
 * Technology 16(4), with robust limits.
 */
export function detectSlowDrift(input: SlowDriftInput): SlowDrift | undefined {
  const { longHistory, profile, riskHours } = input;
  const days = pricedDays(longHistory, input);
  const last = days.newest;
  const known = days.known.filter(({ day }) => day > last - LATEST_REFERENCE - REFERENCE_DAYS);
  const reference = known.filter(({ day }) => day <= last - LATEST_REFERENCE);
  if (reference.length < FEWEST_REFERENCE_DAYS) return undefined;
  const usual = median(reference.map(({ level }) => level));
  if (usual === 0) return undefined;

  const logRatio = ({ level }: PricedDay): number => Math.log(Math.max(LEAST_RATIO, level / usual));
  const deviation = Math.max(
    LEAST_DEVIATION,
    MAD_TO_SIGMA * medianAbsoluteDeviation(reference.map(logRatio)),
  );
  const isRaised = (one: PricedDay, { times, deviations }: (typeof RULES)[number]): boolean =>
    logRatio(one) >= Math.max(Math.log(times), deviations * deviation);
  const raised = RULES.map((rule) => ({
    needed: rule.days,
    days: newestRun(known, last, (one) => isRaised(one, rule)),
  })).find(({ needed, days }) => days.length >= needed)?.days;
  const oldest = raised?.at(-1);
  if (raised === undefined || oldest === undefined) return undefined;

  const sinceMs = oldest.day * DAY_MS;
  const usualFactor = mean(raised.map(({ usd, level }) => (level > 0 ? usd / level : 1)));
  const actualUsdPerHour = mean(raised.map(({ usd }) => usd)) / HOURS_PER_DAY;
  const expectedUsdPerHour = (usual * usualFactor) / HOURS_PER_DAY;
  const pace = { actualUsdPerHour, expectedUsdPerHour };
  const steady = { doublingsPerMinute: 0, growingMinutes: 0, ceilingUsdPerHour: actualUsdPerHour };
  return {
    functionName: profile.functionName,
    sinceMs,
    days: raised.length,
    timesUsual: Math.min(...raised.map(({ level }) => level)) / usual,
    runsPerDay: {
      actual: mean(raised.map((one) => one.runs)),
      expected: median(reference.map((one) => one.runs)),
    },
    msPerRun: { actual: msPerRun(raised), expected: msPerRun(reference) },
    burn: {
      ...pace,
      impactUsdPerHour: actualUsdPerHour - expectedUsdPerHour,
      atRiskUsd: atRiskUsd({ ...pace, ...steady }, riskHours),
      riskHours,
    },
    ...(Math.abs(profile.lastModifiedMs - sinceMs) <= CHANGE_WITHIN_MS && {
      changedAtMs: profile.lastModifiedMs,
    }),
  };
}

/** The run of days at the end that all hold, newest first; none when the newest day is not known. */
function newestRun(
  days: readonly PricedDay[],
  last: number,
  holds: (day: PricedDay) => boolean,
): readonly PricedDay[] {
  const run: PricedDay[] = [];
  for (const one of days.toReversed()) {
    if (one.day !== last - run.length || !holds(one)) break;
    run.push(one);
  }
  return run;
}

const mean = (values: readonly number[]): number => sum(values) / values.length;
const msPerRun = (days: readonly PricedDay[]): number =>
  sum(days.map(({ ms }) => ms)) / Math.max(1, sum(days.map(({ runs }) => runs)));
