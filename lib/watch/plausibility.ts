import type { AccountRise } from "../domain/account-rise.ts";
import { MINUTE_MS } from "../domain/time.ts";
import type { WeighedFunction } from "./weigh-fleet.ts";

/** A rise, and how far chance may have moved its number of runs. */
export type SeenRise = AccountRise & { readonly runsDeviation: number };

/** Runs of an attack are seldom as long as the usual ones: two thirds are within half and twice. */
const LOG_DEVIATION = Math.LN2;
/** However badly it fits, a function may still do something that it never did. */
const LEAST_FIT = 0.02;
/** What was never seen to run may run anyhow. */
const UNKNOWN_FIT = 0.3;
/** Longer runs of the same calls are rarer than more calls. */
const LONGER_FIT = 0.5;
const TIMES_ASYNCHRONOUS = 5;
const TIMES_RETRIED = 3;
/** A rise is one of events, or of failures, when there is one to so many runs. */
const EVENTS_PER_RUN = 0.5;
const ERRORS_PER_RUN = 0.3;
const DEVIATIONS = 2;

/**
 * How plausible it is that a function is behind a rise, in arbitrary units > 0: how often something goes wrong with it, times how
 * well it fits what is seen.
 */
export function plausibility(one: WeighedFunction, rise: SeenRise): number {
  const isOfEvents = rise.eventsPerMinute >= EVENTS_PER_RUN * Math.max(1, rise.runsPerMinute);
  const isOfErrors = rise.errorsPerMinute >= ERRORS_PER_RUN * Math.max(1, rise.runsPerMinute);
  return (
    one.casesPerMonth *
    fitOf(one, rise) *
    (isOfEvents && one.isAsynchronous ? TIMES_ASYNCHRONOUS : 1) *
    (isOfErrors && one.isRetried ? TIMES_RETRIED : 1)
  );
}

function fitOf(one: WeighedFunction, rise: SeenRise): number {
  // Half of it: a reservation is no sharp limit in metrics that are stamped with the start of a run.
  const isHeld = one.possible.executions >= rise.durationMsPerMinute / MINUTE_MS / 2;
  if (!isHeld) return LEAST_FIT;
  // More runs at once than usual and nothing that has ended: runs that take minutes.
  if (rise.durationMsPerMinute === 0 && rise.runsPerMinute === 0)
    return one.timeoutMs > MINUTE_MS ? 1 : LEAST_FIT;
  if (one.runMs === undefined) return UNKNOWN_FIT;
  return Math.max(LEAST_FIT, fitOfMore(one.runMs, rise), fitOfLonger(one, one.runMs, rise));
}

/** More runs of about the usual length. */
function fitOfMore(runMs: number, { runsPerMinute, durationMsPerMinute, runsDeviation }: SeenRise): number {
  const runs = durationMsPerMinute / runMs;
  const beside =
    Math.max(
      runsPerMinute - DEVIATIONS * runsDeviation,
      Math.min(runs, runsPerMinute + DEVIATIONS * runsDeviation),
    ) / Math.max(1, runs);
  return beside > 0 ? Math.exp(-((Math.log(beside) / LOG_DEVIATION) ** 2) / 2) : 0;
}

/** The same calls, whose runs take longer: there have to be enough of them. */
const fitOfLonger = (one: WeighedFunction, runMs: number, { durationMsPerMinute }: SeenRise): number =>
  one.runsPerMinute * Math.max(0, one.timeoutMs - runMs) >= durationMsPerMinute ? LONGER_FIT : 0;
