import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";
import { coursesOf } from "../../../lib/detect/courses.ts";
import type { Courses, DetectorInput } from "../../../lib/detect/detector.ts";
import { finalMinutes, minuteAt } from "../../../lib/detect/final-minutes.ts";
import { learnBaseline } from "../../../lib/detect/learn-baseline.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import type { Measurement, Window } from "../../../lib/domain/observation.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import type { Trigger } from "../../../lib/domain/trigger.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";

/** A Sunday afternoon. */
export const NOW: EpochMs = Date.UTC(2026, 10, 22, 14, 0);
export const SLOT_MS = 5 * MINUTE_MS;
const DAYS = 14;

/** Arrivals per minute that are expected at a time. */
export type Rate = (atMs: EpochMs) => number;

export const even =
  (perMinute: number): Rate =>
  () =>
    perMinute;
/** Twice as busy at 14:00 UTC as on average, quiet at 02:00. */
export const diurnal =
  (perMinute: number): Rate =>
  (atMs) =>
    perMinute * (1 + 0.8 * Math.cos((2 * Math.PI * (atMs - 14 * HOUR_MS)) / DAY_MS));

/** Poisson counts, the same for the same seed: exponential gaps below 50, the normal approximation above. */
export function counts(seed: number): (mean: number) => number {
  const generator = mersenne(seed);
  const uniform = (): number => 1 - uniformFloat64(generator);
  return (mean) => {
    if (mean > 50) {
      const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
    }
    let count = -1;
    for (let passed = 0; passed < mean || count < 0; passed -= Math.log(uniform())) count += 1;
    return mean === 0 ? 0 : count;
  };
}

export type HistoryScene = {
  readonly rate: Rate;
  readonly runMs?: number;
  readonly seed?: number;
  readonly days?: number;
  readonly endMs?: EpochMs;
  /** Series besides runs and durations, from the runs of a 5-minute period. */
  readonly also?: Partial<Record<Measurement, (runs: number) => number>>;
};

/** 5-minute periods of history that end at `endMs`. */
export function historyOf({
  rate,
  runMs = 200,
  seed = 1,
  days = DAYS,
  endMs = NOW,
  also = {},
}: HistoryScene): Window {
  const draw = counts(seed);
  const startMs = endMs - days * DAY_MS;
  const runs = Array.from({ length: (days * DAY_MS) / SLOT_MS }, (_, slot) => {
    const slotMs = startMs + slot * SLOT_MS;
    let mean = 0;
    for (let minute = 0; minute < 5; minute += 1) mean += rate(slotMs + minute * MINUTE_MS);
    return draw(mean);
  });
  const others = Object.entries(also).map(([measurement, of]) => [measurement, runs.map(of)]);
  return {
    functionName: "checkout",
    startMs,
    periodSeconds: 300,
    finalUntilMs: endMs,
    series: {
      invocations: runs,
      durationMs: runs.map((count) => count * runMs),
      ...Object.fromEntries(others),
    },
  };
}

export const learned = (scene: HistoryScene): Baseline => learnBaseline(historyOf(scene), scene.endMs ?? NOW);

export type Series = Partial<Record<Measurement, readonly number[]>>;

/** Minutes that end at `endMs`, all final unless said otherwise. */
export function minutesUntil(endMs: EpochMs, series: Series, notFinal = 0): Window {
  const length = Math.max(0, ...Object.values(series).map((values) => values.length));
  return {
    functionName: "checkout",
    startMs: endMs - length * MINUTE_MS,
    periodSeconds: 60,
    finalUntilMs: endMs - notFinal * MINUTE_MS,
    series,
  };
}

/** The courses of a window whose runs and durations were read. */
export function coursesSeen(window: Window, baseline: Baseline): Courses {
  const courses = coursesOf(window, baseline);
  if (courses === undefined) throw new Error("scene: a window needs invocations and durationMs");
  return courses;
}

/** What a detector is given of these minutes. */
export function detectorInput(
  baseline: Baseline,
  series: Series,
  given: Partial<FunctionProfile> = {},
): DetectorInput {
  const window = minutesUntil(NOW, series);
  const final = finalMinutes(window);
  return {
    profile: functionProfile(given),
    baseline,
    minutes: final,
    courses: coursesSeen(window, baseline),
    newestMs: minuteAt(final, final.length - 1),
    prices: lambdaPrices("us-east-1"),
  };
}

/** Runs, and how long they took. */
export const runsOf = (runs: readonly number[], runMs = 200): Series => ({
  invocations: runs,
  durationMs: runs.map((count) => count * runMs),
});

/** `length` values from a function of the minute's distance to the end: 0 is the newest. */
export const minutes = (length: number, valueAt: (age: number) => number): number[] =>
  Array.from({ length }, (_, index) => valueAt(length - 1 - index));

export const CALLED: Trigger = { kind: "function-url", isPublic: true };
export const QUEUED: Trigger = {
  kind: "sqs",
  mappingId: "0f2c1d9a",
  sourceArn: "arn:aws:sqs:us-east-1:123456789012:orders",
  enabled: true,
};
export const UPLOADED: Trigger = { kind: "s3", sourceArn: "arn:aws:s3:::uploads" };
export const SCHEDULED: Trigger = {
  kind: "schedule",
  sourceArn: "arn:aws:events:us-east-1:123456789012:rule/nightly",
};

export const functionProfile = (given: Partial<FunctionProfile> = {}): FunctionProfile => ({
  functionName: "checkout",
  functionArn: "arn:aws:lambda:us-east-1:123456789012:function:checkout",
  revisionId: "first",
  describedAtMs: NOW,
  memoryMb: 1024,
  architecture: "x86_64",
  timeoutSeconds: 30,
  lastModifiedMs: NOW - 90 * DAY_MS,
  tags: {},
  triggers: [CALLED],
  reservedConcurrency: "unreserved",
  provisionedConcurrency: 0,
  maximumEventAgeSeconds: 21_600,
  recursionDetection: "terminate",
  hasDeadLetterQueue: false,
  hasFailureDestination: false,
  hosting: "on-demand",
  isDurable: false,
  ...given,
});
