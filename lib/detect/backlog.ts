import type { Baseline } from "../domain/baseline.ts";
import type { Brake, BreakerState } from "../domain/breaker.ts";
import type { Calm } from "../domain/calm.ts";
import type { Window } from "../domain/observation.ts";
import { MINUTE_MS } from "../domain/time.ts";
import { expectedPerMinute } from "./expectation.ts";
import { type FinalMinutes, finalMinutes, minuteAt, sum } from "./final-minutes.ts";
import { figure } from "./wording.ts";

const JUDGED_MINUTES = 3;
/** Queues and streams are measured by other services than Lambda, some minutes later. */
const LATE_MINUTES = 2;
/** Sources are busier at one hour than at another, and nothing is learned about them: only much more is held against them. */
const TIMES_USUAL_ARRIVALS = 3;
/** A function that is busy for so much of what it is allowed is taken to be held back by it. */
const SATURATED_RATIO = 0.8;
/** Where an ordinary minute would fill the allowance as well, a full one says nothing. */
const ORDINARY_RATIO = 0.6;
const TIMES_USUAL = 1.5;

/** What piled up is given three times as long as it should take to drain, and at least so long. */
const DRAIN_TIMES = 3;
const LEAST_DRAIN_MINUTES = 8;
const MOST_DRAIN_MINUTES = 60;

/** Runs that a probe lets through more than the full brake did, below which nothing can be said of what they bring. */
const FEWEST_MORE_RUNS = 10;
/** A loop brings at least one for each run; half of that is beyond what arrivals vary by. */
const BROUGHT_PER_RUN = 0.5;
/** Minutes before the probe in which only what came from outside arrived. */
const BEFORE_MINUTES = 5;

/** Records that are read so soon after they came have not waited behind the brake. */
const FRESH_MS = 2 * MINUTE_MS;
const LEAST_FRESH_MINUTES = 5;
/**
 * What a loop left behind in one probe is read at the same pace in the next, and gets no younger meanwhile. Each probe looks for
 * longer than the one before, so that it sees beyond that.
 */
const MORE_PER_ATTEMPT = 3;
/** Minutes of age that a stream has to gain in each minute to be catching up. */
const CATCHING_UP = 0.2;

type Probing = Extract<BreakerState, { kind: "probing" }>;

/** What arrived at everything that waits behind the brakes. */
export type Arrivals = {
  /** In the minutes of the window. */
  readonly perMinute: readonly number[];
  /** In the hours before the trip; absent where that was not looked at. */
  readonly usualPerMinute?: number;
};

/**
 * Whether what waited behind a brake may be let go, judged in a probe. A loop and a backlog look alike at first: both take all
 * that they are allowed. Where arrivals can be seen they tell: under a loop each run brings new ones. A stream tells how old
 * its records are. Elsewhere time tells: a backlog comes to an end, and how soon follows from how long the brake was on, from what is usual and from how fast it
 * drains; what goes on for much longer feeds itself.
 *
 * @param window   periods of 60 s with `invocations` and `durationMs`
 * @param arrivals absent where a part of them cannot be seen
 */
export function judgeBacklog(
  state: Probing,
  window: Window,
  baseline: Baseline,
  arrivals: Arrivals | undefined,
): Calm {
  const minutes = finalMinutes(window);
  const runs = minutes.of("invocations");
  const durationMs = minutes.of("durationMs");
  const first = Math.max(0, Math.ceil((state.probedSinceMs - window.startMs) / MINUTE_MS));
  if (runs === undefined || durationMs === undefined || minutes.length - first < JUDGED_MINUTES)
    return { kind: "unclear", reason: "it is too early to see whether what waits has drained" };

  const from = minutes.length - JUDGED_MINUTES;
  const newest = runs.slice(from);
  const isBusy = newest.map(
    (count, index) =>
      isAboveUsual(count, from + index, minutes, baseline) ||
      isSaturated(durationMs[from + index] ?? 0, from + index, state.brakes, minutes, baseline),
  );
  if (isBusy.filter(Boolean).length < 2) return { kind: "calm", reason: "nothing that waited is left" };

  const perMinute = sum(newest) / JUDGED_MINUTES;
  const pace = `${figure(perMinute)} runs a minute`;
  const ages = minutes.of("iteratorAgeMs")?.slice(first);
  if (ages?.some((ageMs) => ageMs > 0))
    return judgeAge(ages, LEAST_DRAIN_MINUTES + MORE_PER_ATTEMPT * state.attempt, pace);
  if (arrivals !== undefined) {
    const busier =
      expectedAt(minutes, from, baseline) / expectedPerMinute(baseline.invocations, state.sinceMs);
    return judgeArrived(runs, arrivals, first, Number.isFinite(busier) ? Math.max(1, busier) : 1, pace);
  }
  const drainMinutes = drainTime(state, perMinute, expectedAt(minutes, from, baseline));
  const probed = minutes.length - first;
  return probed > drainMinutes
    ? {
        kind: "burning",
        reason: `${pace} for ${probed} minutes, and what had piled up should have drained in ${figure(drainMinutes)}`,
      }
    : { kind: "unclear", reason: `${pace}: what piled up may still be draining` };
}

/**
 * What a stream yields tells its age: old records are the backlog, fresh ones are not, however many there are. A loop that is read
 * again jumps over the time in which it was stopped and is as old as ever from then on; only what is seen lately counts.
 */
function judgeAge(ages: readonly number[], drainMinutes: number, pace: string): Calm {
  const lately = ages.slice(-drainMinutes);
  const ageMs = meanOf(lately.slice(-JUDGED_MINUTES));
  const wasMs = meanOf(lately.slice(0, JUDGED_MINUTES));
  const old = `records of ${figure(ageMs / MINUTE_MS)} min`;
  if (ageMs >= FRESH_MS && wasMs - ageMs >= CATCHING_UP * lately.length * MINUTE_MS)
    return { kind: "unclear", reason: `${pace}, of ${old}: the stream is catching up` };
  const leastMinutes = ageMs < FRESH_MS ? LEAST_FRESH_MINUTES : drainMinutes;
  if (ages.length < leastMinutes)
    return {
      kind: "unclear",
      reason: `${pace}, of ${old}: it is too early to see whether the stream catches up`,
    };
  return { kind: "burning", reason: `${pace}, of ${old}: they are not what had piled up` };
}

/**
 * Compares what arrives while runs are let through with what arrived while they were not, and with what is usual.
 *
 * @param busier how much busier this hour is than that of the trip, >= 1
 */
function judgeArrived(
  runs: readonly number[],
  { perMinute, usualPerMinute }: Arrivals,
  first: number,
  busier: number,
  pace: string,
): Calm {
  const over = (values: readonly number[], untilIndex: number, minutes: number): number =>
    meanOf(values.slice(Math.max(0, untilIndex - minutes), untilIndex));
  const settled = runs.length - LATE_MINUTES;
  const arriving = over(perMinute, settled, JUDGED_MINUTES);
  if (usualPerMinute !== undefined && arriving > TIMES_USUAL_ARRIVALS * Math.max(1, busier * usualPerMinute))
    return {
      kind: "burning",
      reason: `${figure(arriving)} a minute arrive, ${figure(usualPerMinute)} did before the trip`,
    };
  const moreRuns = over(runs, settled, JUDGED_MINUTES) - over(runs, first, BEFORE_MINUTES);
  const moreArrivals = arriving - over(perMinute, first, BEFORE_MINUTES);
  if (moreRuns >= FEWEST_MORE_RUNS && moreArrivals >= BROUGHT_PER_RUN * moreRuns)
    return {
      kind: "burning",
      reason: `${pace}, and with them ${figure(moreArrivals)} more arrive a minute than before: it feeds itself`,
    };
  if (settled - first < JUDGED_MINUTES)
    return { kind: "unclear", reason: `${pace}: it is too early to see what arrives with them` };
  return {
    kind: "calm",
    reason: `${pace}: what piled up drains, and no more arrives than before`,
    isDraining: true,
  };
}

const meanOf = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);

const expectedAt = (minutes: FinalMinutes, index: number, { invocations }: Baseline): number =>
  expectedPerMinute(invocations, minuteAt(minutes, index));

function isAboveUsual(count: number, index: number, minutes: FinalMinutes, baseline: Baseline): boolean {
  const expected = expectedAt(minutes, index, baseline);
  return count > TIMES_USUAL * Math.max(1, expected, baseline.invocations.recordPerMinute);
}

/** Runs fill the allowance, and an ordinary minute would not. */
function isSaturated(
  durationMs: number,
  index: number,
  brakes: readonly Brake[],
  minutes: FinalMinutes,
  baseline: Baseline,
): boolean {
  const executions = allowedExecutions(brakes);
  if (executions === undefined) return false;
  const allowedMs = executions * MINUTE_MS;
  const ordinaryMs = expectedPerMinute(baseline.durationMs, minuteAt(minutes, index));
  return durationMs >= SATURATED_RATIO * allowedMs && ordinaryMs < ORDINARY_RATIO * allowedMs;
}

/** How many executions the brakes let run at once now; `undefined` where something has no bound. */
function allowedExecutions(brakes: readonly Brake[]): number | undefined {
  let executions = 0;
  for (const { wanted } of brakes) {
    if (wanted.kind === "concurrency" && wanted.reserved !== "unreserved") return wanted.reserved;
    if (wanted.kind !== "event-source" || wanted.maximumConcurrency === "unlimited") return undefined;
    executions += wanted.maximumConcurrency;
  }
  return executions;
}

/** Minutes in which all that came during the trip is gone, beside what keeps coming. */
function drainTime({ sinceMs, probedSinceMs }: Probing, perMinute: number, usual: number): number {
  const piledUp = (usual * (probedSinceMs - sinceMs)) / MINUTE_MS;
  const spare = perMinute - usual;
  const minutes = spare > 0 ? (DRAIN_TIMES * piledUp) / spare : Number.POSITIVE_INFINITY;
  return Math.min(MOST_DRAIN_MINUTES, Math.max(LEAST_DRAIN_MINUTES, minutes));
}
