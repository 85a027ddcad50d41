import { LEAST_LEAP } from "../domain/account-rise.ts";
import { MINUTE_MS } from "../domain/time.ts";
import type { PossibleBurn } from "./possible-burn.ts";
import type { Noise } from "./usual-noise.ts";

/** How large something is that stands out from the noise around it. */
export type Visible = {
  /** Runs at once. */
  readonly executions: number;
  readonly runsPerMinute: number;
};

/** So many standard deviations stand out within minutes: what the shortest horizons ask, and a little more than the total does. */
const VISIBLE_DEVIATIONS = 5;
const LEAST_IN_TOTAL: Visible = {
  executions: LEAST_LEAP.durationMsPerMinute / MINUTE_MS,
  runsPerMinute: LEAST_LEAP.runsPerMinute,
};
const MINUTES_PER_HOUR = 60;

/** What stands out from so much noise. */
export const standingOut = ({ durationMsVariance, runsVariance }: Noise): Visible => ({
  executions: (VISIBLE_DEVIATIONS * Math.sqrt(durationMsVariance)) / MINUTE_MS,
  runsPerMinute: VISIBLE_DEVIATIONS * Math.sqrt(runsVariance),
});

/** What stands out from all that is left of the account's total. */
export function visibleInTotal(noise: Noise): Visible {
  const { executions, runsPerMinute } = standingOut(noise);
  return {
    executions: Math.max(LEAST_IN_TOTAL.executions, executions),
    runsPerMinute: Math.max(LEAST_IN_TOTAL.runsPerMinute, runsPerMinute),
  };
}

/** Runs of a flood or a loop are about as long as the usual ones; hardly ever is their length more than so many times it. */
const TIMES_USUAL_LENGTH = 3;

/**
 * The most that a function can burn without standing out: USD per hour, list price. Where its runs are short, their number gives
 * an attack away long before their billed time does.
 *
 * @param runMs milliseconds of a usual run; absent: not known
 */
export function hiddenUsdPerHour(possible: PossibleBurn, visible: Visible, runMs?: number): number {
  const executions = Math.min(possible.executions, visible.executions);
  const runsPerMinute = Math.min(possible.runsPerMinute, visible.runsPerMinute);
  const asLong = runMs === undefined ? executions : (runsPerMinute * TIMES_USUAL_LENGTH * runMs) / MINUTE_MS;
  return (
    Math.min(executions, asLong) * possible.usdPerExecutionHour +
    runsPerMinute * MINUTES_PER_HOUR * possible.usdPerRun
  );
}

/** A function and how often something goes wrong with it. */
export type Endangered = {
  readonly possible: PossibleBurn;
  readonly casesPerMonth: number;
  /** What would not even stand out from the function's own noise, USD per hour: no read shows that. */
  readonly hiddenFromReadsUsdPerHour: number;
  /** Milliseconds of one usual run; absent: it was never seen to run. */
  readonly runMs?: number;
};

/**
 * What is lost for each minute that a case is seen later, USD per month: that part of it which hides in the total and which a read
 * of the function would show.
 */
export const usdPerMinuteLate = (one: Endangered, inTotal: Visible): number =>
  (one.casesPerMonth *
    Math.max(0, hiddenUsdPerHour(one.possible, inTotal, one.runMs) - one.hiddenFromReadsUsdPerHour)) /
  MINUTES_PER_HOUR;
