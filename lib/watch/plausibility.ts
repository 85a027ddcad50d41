import { MINUTE_MS } from "../domain/time.ts";
import type { SeenRise } from "./seen-rise.ts";
import type { WeighedFunction } from "./weigh-fleet.ts";

/** More of the same calls last as long as ever; other calls are seldom shorter than half or longer than twice. */
const SAME_LOG_DEVIATION = 0.15;
const OTHER_LOG_DEVIATION = Math.LN2;
/** However badly it fits, a function may still do something that it never did. */
const LEAST_FIT = 0.02;
/** What was never seen to run may run anyhow, as long as it may run at all. */
const UNKNOWN_FIT = 0.5;
/** The same calls whose runs take longer are rarer than more calls, and hardly to be thought of where calls came on top. */
const LONGER_FIT = 0.5;
const LONGER_FIT_BESIDE_MORE = 0.05;
/** A rise is one of events, or of failures, when there are at least so many to a run; and none of events when there are fewer. */
const EVENTS_PER_RUN = 0.5;
const NO_EVENTS_PER_RUN = 0.1;
const ERRORS_PER_RUN = 0.3;
const TIMES_ASYNCHRONOUS = 5;
const TIMES_RETRIED = 3;

/**
 * How plausible it is that a function is behind a rise, in arbitrary units > 0: how well it fits what is seen, times how often
 * something goes wrong with it, of which only the root counts: that is a guess, and what is seen is not.
 */
export const plausibility = (one: WeighedFunction, rise: SeenRise): number =>
  Math.sqrt(one.casesPerMonth) *
  fitOf(one, rise) *
  (one.isAsynchronous ? timesByEvents(rise) : 1) *
  (one.isRetried && rise.errorsPerMinute >= ERRORS_PER_RUN * Math.max(1, rise.runsPerMinute)
    ? TIMES_RETRIED
    : 1);

/** How much more plausible a function is for receiving events. */
function timesByEvents({ eventsPerMinute, runsPerMinute, runs }: SeenRise): number {
  if (eventsPerMinute >= EVENTS_PER_RUN * Math.max(1, runsPerMinute)) return TIMES_ASYNCHRONOUS;
  const isOfOthers = runs.least > 0 && eventsPerMinute < NO_EVENTS_PER_RUN * runsPerMinute;
  return isOfOthers ? 1 / TIMES_ASYNCHRONOUS : 1;
}

function fitOf(one: WeighedFunction, rise: SeenRise): number {
  // Half of it: a reservation is no sharp limit in metrics that are stamped with the start of a run.
  const isHeld = one.possible.executions >= rise.durationMsPerMinute / MINUTE_MS / 2;
  if (!isHeld) return LEAST_FIT;
  // More runs at once than usual and nothing that has ended: runs that take minutes.
  if (rise.durationMsPerMinute === 0 && rise.runsPerMinute === 0)
    return one.timeoutMs > MINUTE_MS ? 1 : LEAST_FIT;
  if (one.runMs === undefined)
    return one.timeoutMs * rise.runs.most >= rise.durationMs.least ? UNKNOWN_FIT : LEAST_FIT;
  return Math.max(LEAST_FIT, fitOfMore(one.runMs, rise), fitOfLonger(one, one.runMs, rise));
}

/**
 * More runs of about the usual length: the probability density of two kinds of attack together, by how far that length is from what
 * runs and billed time make. As far as chance may have moved those it says nothing.
 */
function fitOfMore(
  runMs: number,
  { runsPerMinute, durationMsPerMinute, runs, durationMs }: SeenRise,
): number {
  if (runs.most <= 0 || durationMs.most <= 0) return 0;
  const [shortest, longest] = [durationMs.least / runs.most, durationMs.most / Math.max(1, runs.least)];
  const apart = Math.log(runMs / Math.max(shortest, Math.min(runMs, longest)));
  const byOthers = Math.exp(-((apart / OTHER_LOG_DEVIATION) ** 2) / 2);
  const bySame = Math.exp(-((apart / SAME_LOG_DEVIATION) ** 2) / 2);
  // The less runs and billed time are known, the less it says that they match.
  const vague =
    (runs.most - runsPerMinute) / Math.max(1, runsPerMinute) +
    (durationMs.most - durationMsPerMinute) / Math.max(1, durationMsPerMinute);
  return (byOthers + (bySame * OTHER_LOG_DEVIATION) / (SAME_LOG_DEVIATION + vague)) / 2;
}

/** The same calls, whose runs take longer: there have to be enough of them. */
function fitOfLonger(one: WeighedFunction, runMs: number, rise: SeenRise): number {
  if (one.runsPerMinute * Math.max(0, one.timeoutMs - runMs) < rise.durationMsPerMinute) return 0;
  return rise.runs.least > 0 ? LONGER_FIT_BESIDE_MORE : LONGER_FIT;
}
