import type { Course } from "./courses.ts";
import { normalAt, poissonAt, SALTS, slowNoiseAt, uniformAt } from "./draws.ts";
import type { FleetFunction } from "./fleet-function.ts";

/** What a function did in one minute. */
export type Activity = {
  readonly runs: number;
  /** Billed milliseconds, summed over the runs. */
  readonly durationMs: number;
  readonly errors: number;
};

const IDLE: Activity = { runs: 0, durationMs: 0, errors: 0 };

const SLOW_NOISE = 0.2;
const SLOW_NOISE_MINUTES = 16;
const FAST_NOISE = 0.08;
/** Where fewer are expected, chance alone is more than all noise. */
const NOISY_FROM_PER_MINUTE = 0.3;
/** Two runs of one function differ by about so much of their mean. */
const RUN_SPREAD = 0.5;
const BURST_EVERY_MINUTES = 180;
const BURST_SHARE = 0.5;

/** What `member` does in a minute when nobody attacks it. @param minute since the fleet's start */
export function activityAt(
  seed: number,
  member: FleetFunction,
  courses: readonly Course[],
  minute: number,
): Activity {
  const runs = runsAt(seed, member, courses, minute);
  if (runs === 0) return IDLE;
  const { index, runMs, errorRatio } = member;
  const spread = (RUN_SPREAD / Math.sqrt(runs)) * normalAt(seed, index, minute, SALTS.duration);
  return {
    runs,
    durationMs: Math.round(runs * runMs * Math.max(0.3, 1 + spread)),
    errors: Math.min(runs, poissonAt(runs * errorRatio, seed, index, minute, SALTS.errors)),
  };
}

function runsAt(seed: number, member: FleetFunction, courses: readonly Course[], minute: number): number {
  const { index, perMinute, timer } = member;
  if (timer !== undefined) return minute % timer.everyMinutes === timer.atMinute ? 1 : 0;
  if (perMinute === 0) return 0;
  const course = courses[member.course];
  const expected = perMinute * (course?.factors[minute] ?? 0) * burstAt(seed, member, course, minute);
  return poissonAt(expected * ownNoise(seed, index, minute, expected), seed, index, minute, SALTS.runs);
}

const ownNoise = (seed: number, index: number, minute: number, expected: number): number =>
  expected < NOISY_FROM_PER_MINUTE
    ? 1
    : Math.exp(
        SLOW_NOISE * slowNoiseAt(SLOW_NOISE_MINUTES, seed, index, minute, SALTS.ownNoise) +
          FAST_NOISE * normalAt(seed, index, minute, SALTS.fastNoise),
      );

/** In half of all three-hour spans one burst of 2 to 12 minutes, with three to ten times the traffic. */
function burstAt(seed: number, { index }: FleetFunction, course: Course | undefined, minute: number): number {
  if (course?.bursts !== true) return 1;
  const span = 4 * Math.floor(minute / BURST_EVERY_MINUTES);
  const draw = (which: number): number => uniformAt(seed, index, span + which, SALTS.burst);
  if (draw(0) > BURST_SHARE) return 1;
  const lasts = 2 + Math.floor(10 * draw(1));
  const since = (minute % BURST_EVERY_MINUTES) - Math.floor((BURST_EVERY_MINUTES - lasts) * draw(2));
  return since >= 0 && since < lasts ? 3 + 7 * draw(3) : 1;
}
