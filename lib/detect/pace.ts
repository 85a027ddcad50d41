import type { Burn, Signal, SignalKind } from "../domain/anomaly.ts";
import { HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import { lambdaCostUsd } from "../pricing/lambda-cost.ts";
import type { DetectorInput } from "./detector.ts";
import { minuteAt, sum } from "./final-minutes.ts";
import { costsOf, lateMinutesOf, usualCost } from "./usual.ts";

export type Pace = Pick<Burn, "actualUsdPerHour" | "expectedUsdPerHour">;

const MINUTES_PER_HOUR = HOUR_MS / MINUTE_MS;
/** The newest minute, or the mean of two if that is higher: a ramp counts at once, a dip hides nothing. */
const SUDDEN_MINUTES = [1, 2];
/**
 * What only shows over time is priced over time: a single minute of a small rise is mostly chance. But what is over by now
 * costs nothing any more, however long it lasted: the lower of both counts.
 */
const LASTING_MINUTES = [20, 5];
const LASTING: readonly SignalKind[] = ["persistence", "drift"];
/** Dollars follow the runs: they say neither that it is sudden nor that it lasts. */
const EITHER: SignalKind = "burn";

/**
 * What the function costs per hour now, and what is expected, USD at list price.
 *
 * Runs of minutes are counted that late, at the minute in which they began. So the pace is also looked up before the late
 * minutes, and what runs at this moment counts as well; the highest of these is the pace.
 */
export function paceOf(input: DetectorInput, signals: readonly Signal[]): Pace {
  const late = lateMinutesOf(input.baseline);
  const kinds = signals.map(({ kind }) => kind).filter((kind) => kind !== EITHER);
  const isLasting = kinds.length > 0 && kinds.every((kind) => LASTING.includes(kind));
  const end = input.minutes.length;
  const ends = late === 0 ? [end] : [end, Math.max(0, end - late)];
  const counted = ends.map((before) =>
    isLasting
      ? LASTING_MINUTES.map((minutes) => countedPace(input, before, minutes)).reduce(lower)
      : SUDDEN_MINUTES.map((minutes) => countedPace(input, before, minutes)).reduce(higher),
  );
  const running = kinds.includes("concurrency") ? [runningPace(input)] : [];
  return [...counted, ...running].reduce(higher);
}

const higher = (a: Pace, b: Pace): Pace => (excessOf(b) > excessOf(a) ? b : a);
const lower = (a: Pace, b: Pace): Pace => (excessOf(b) < excessOf(a) ? b : a);

const excessOf = ({ actualUsdPerHour, expectedUsdPerHour }: Pace): number =>
  actualUsdPerHour - expectedUsdPerHour;

/** The mean of the last `minutes` minutes before index `end`, from the runs that have ended. */
function countedPace({ minutes, baseline, profile, prices }: DetectorInput, end: number, span: number): Pace {
  const from = Math.max(0, end - span);
  const costs = costsOf(
    (minutes.of("invocations") ?? []).slice(from, end),
    (minutes.of("durationMs") ?? []).slice(from, end),
    profile,
    prices,
  );
  const expected = costs.map(
    (_, offset) => usualCost(baseline, profile, prices, minuteAt(minutes, from + offset)).expected,
  );
  return { actualUsdPerHour: perHour(costs), expectedUsdPerHour: perHour(expected) };
}

const perHour = (usdPerMinute: readonly number[]): number =>
  usdPerMinute.length === 0 ? 0 : (sum(usdPerMinute) / usdPerMinute.length) * MINUTES_PER_HOUR;

const RUNNING_MINUTES = 3;
/** Runs that began and ended meanwhile are counted; what ran at once and is not among them has not ended. */
const ENDED_MINUTES = 5;

/**
 * What runs now and has not ended: runs that take minutes, or that hang; their requests cost next to nothing. The lowest of
 * three minutes, since each is a maximum.
 */
function runningPace({ minutes, newestMs, baseline, profile, prices }: DetectorInput): Pace {
  const running = (minutes.of("maxConcurrency") ?? []).slice(-RUNNING_MINUTES);
  const ended = sum((minutes.of("invocations") ?? []).slice(-ENDED_MINUTES));
  const concurrency = running.length < RUNNING_MINUTES ? 0 : Math.max(0, Math.min(...running) - ended);
  const usage = { invocations: 0, durationMs: HOUR_MS };
  return {
    actualUsdPerHour: concurrency * lambdaCostUsd(usage, profile, prices),
    expectedUsdPerHour: usualCost(baseline, profile, prices, newestMs).expected * MINUTES_PER_HOUR,
  };
}
