import type { Baseline, SeasonalProfile } from "../domain/baseline.ts";
import type { Calm, Demand } from "../domain/calm.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { Window } from "../domain/observation.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { countZScore } from "../stats/count-z-score.ts";
import { expectedPerMinute } from "./expectation.ts";
import { type FinalMinutes, finalMinutes, minuteAt, sum } from "./final-minutes.ts";
import { usualRunMs } from "./usual.ts";
import { usualErrorRatio } from "./usual-error-ratio.ts";
import { figure } from "./wording.ts";

export type CalmInput = {
  readonly profile: FunctionProfile;
  readonly baseline: Baseline;
  /** Periods of 60 s. */
  readonly window: Window;
  /** When the brake or the probe took effect; only whole minutes from then on are judged. */
  readonly sinceMs: EpochMs;
  readonly demand: Demand;
};

const JUDGED_MINUTES = 3;

/**
 * Judges the newest three final minutes since `sinceMs`. A backlog that drains is not burning: asynchronous demand is
 * what arrives, not what runs, and a polled source is judged by whether its runs succeed.
 * @throws {RangeError} when the window's periods are not minutes
 */
export function judgeCalm({ profile, baseline, window, sinceMs, demand }: CalmInput): Calm {
  const minutes = finalMinutes(window);
  const first = Math.max(0, Math.ceil((sinceMs - window.startMs) / MINUTE_MS));
  const missing = JUDGED_MINUTES - (minutes.length - first);
  if (missing > 0) return needed(missing);
  switch (demand) {
    case "synchronous":
      return judgeCalls(minutes, baseline);
    case "asynchronous":
      return judgeArrivals(minutes, baseline);
    case "polled":
      return judgeRuns(minutes, baseline, profile.timeoutSeconds, first);
  }
}

function judgeCalls(minutes: FinalMinutes, { invocations }: Baseline): Calm {
  const runs = minutes.of("invocations");
  const refused = minutes.of("throttles");
  if (runs === undefined || refused === undefined) return unread("runs and refused calls");
  const calls = runs.map((count, index) => count + (refused[index] ?? 0));
  return judgeDemand("calls", calls, minutes, invocations);
}

function judgeArrivals(minutes: FinalMinutes, baseline: Baseline): Calm {
  const arrivals = minutes.of("asyncEventsReceived");
  if (arrivals === undefined) return unread("arriving events");
  // Every event is run at least once, so the runs bound what was usual where arrivals were never learned.
  const usual = baseline.asyncEventsSeen === "unknown" ? baseline.invocations : baseline.asyncEventsPerMinute;
  return judgeDemand("events", arrivals, minutes, usual);
}

const needed = (minutes: number): Calm => ({
  kind: "unclear",
  reason: `${minutes} more final minutes are needed`,
});
const unread = (what: string): Calm => ({ kind: "unclear", reason: `${what} were not read` });

const DEVIATIONS = 4;
const LEAST_DEVIATION_EVENTS = 2;
const TIMES_USUAL = 1.5;

/** Calm when each of the judged minutes is within what is usual; burning when at least two are above it. */
function judgeDemand(
  what: string,
  values: readonly number[],
  minutes: FinalMinutes,
  season: SeasonalProfile,
): Calm {
  const judged = values.slice(-JUDGED_MINUTES);
  const newest = judged.map((value, offset) => {
    const atMs = minuteAt(minutes, values.length - judged.length + offset);
    const expected = expectedPerMinute(season, atMs);
    const isNear = value <= TIMES_USUAL * Math.max(expected, season.recordPerMinute);
    return isNear || countZScore(value, expected, season, LEAST_DEVIATION_EVENTS) <= DEVIATIONS;
  });
  const above = newest.filter((isUsual) => !isUsual).length;
  const pace = `${figure(sum(judged) / judged.length)} ${what} a minute`;
  if (above === 0) return { kind: "calm", reason: `${pace}: back within what is usual` };
  if (above === 1)
    return { kind: "unclear", reason: `${pace}: one of ${judged.length} minutes is above what is usual` };
  return { kind: "burning", reason: `${pace}: still above what is usual` };
}

const SECONDS_PER_MINUTE = 60;
const FEWEST_RUNS = 5;
const CALM_ERROR_RATIO = 0.1;
const BURNING_ERROR_RATIO = 0.3;
const TIMES_DURATION = 3;

/** A polled source shows itself in the runs that it is allowed: they fail or take too long, or they do not. */
function judgeRuns(minutes: FinalMinutes, baseline: Baseline, timeoutSeconds: number, first: number): Calm {
  const runs = minutes.of("invocations")?.slice(first);
  if (runs === undefined) return unread("runs and errors");
  if (sum(runs) === 0) {
    // A run is counted when it ends: silence means something once a run could have timed out.
    const missing = Math.ceil(timeoutSeconds / SECONDS_PER_MINUTE) + 1 - runs.length;
    return missing > 0
      ? needed(missing)
      : { kind: "calm", reason: `nothing came from the source in ${runs.length} minutes` };
  }
  return judgeQuality(minutes, baseline, first) ?? { kind: "unclear", reason: "too few runs to tell" };
}

/**
 * Whether the runs that a probe lets through are as they should be. Few runs say nothing against it: how many come is judged
 * by the demand.
 */
export function judgeHealth({ baseline, window, sinceMs }: Omit<CalmInput, "demand">): Calm {
  const minutes = finalMinutes(window);
  const first = Math.max(0, Math.ceil((sinceMs - window.startMs) / MINUTE_MS));
  return (
    judgeQuality(minutes, baseline, first) ?? { kind: "calm", reason: "too few runs to hold against it" }
  );
}

/** `undefined` when there are too few runs to tell. */
function judgeQuality(minutes: FinalMinutes, baseline: Baseline, first: number): Calm | undefined {
  const runs = minutes.of("invocations")?.slice(first);
  const errors = minutes.of("errors")?.slice(first);
  const durationMs = minutes.of("durationMs")?.slice(first);
  if (runs === undefined || errors === undefined || durationMs === undefined)
    return unread("runs and errors");
  const count = sum(runs);
  if (count < FEWEST_RUNS) return undefined;
  const failed = sum(errors);
  const seen = `${figure(failed)} of ${figure(count)} runs failed since the probe began`;
  const ratio = failed / count;
  const usualRatio = usualErrorRatio(baseline);
  if (ratio >= Math.max(BURNING_ERROR_RATIO, 3 * usualRatio)) return { kind: "burning", reason: seen };
  const meanMs = sum(durationMs) / count;
  if (baseline.meanDurationMs > 0 && meanMs >= TIMES_DURATION * usualRunMs(baseline))
    return {
      kind: "burning",
      reason: `runs still take ${figure(meanMs)} ms, ${figure(usualRunMs(baseline))} ms is usual`,
    };
  if (ratio > Math.max(CALM_ERROR_RATIO, 2 * usualRatio)) return { kind: "unclear", reason: seen };
  return { kind: "calm", reason: seen };
}

/** While every source is off nothing of it can be seen; then only a probe tells, so it counts as calm enough to try. */
const INVISIBLE: Calm = { kind: "calm", reason: "the source cannot be seen while it is off; trying" };

/** Of several looks at one function the one that decides: one that burns, else one that cannot tell. */
export const mostWorrying = (looks: readonly Calm[]): Calm =>
  looks.find(({ kind }) => kind === "burning") ??
  looks.find(({ kind }) => kind === "unclear") ??
  looks.find(({ isDraining }) => isDraining) ??
  looks[0] ??
  INVISIBLE;
