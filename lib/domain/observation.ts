import type { EpochMs } from "./time.ts";

/**
 * The measurements the guard reads, in its own words. Each is one CloudWatch metric and statistic (see lib/aws/metrics.ts).
 * All are sums over the period except `maxConcurrency` and `iteratorAgeMs`, which are the highest values in it.
 */
export const MEASUREMENTS = [
  "invocations",
  "durationMs",
  "errors",
  "throttles",
  "maxConcurrency",
  "asyncEventsReceived",
  "asyncEventsDropped",
  "iteratorAgeMs",
  "recursionsDropped",
] as const;
export type Measurement = (typeof MEASUREMENTS)[number];

/**
 * Consecutive periods of one function (or of the account's total), oldest first.
 * AWS/Lambda publishes no datapoint for zero, so a gap in a final period is 0 for every measurement here;
 * periods from `finalUntilMs` on may still change and must not be judged.
 */
export type Window = {
  /** Absent: the total over all functions of the region. */
  readonly functionName?: string;
  readonly startMs: EpochMs;
  readonly periodSeconds: number;
  readonly finalUntilMs: EpochMs;
  /** Present only for what was asked and answered; each array has one number per period. */
  readonly series: Readonly<Partial<Record<Measurement, readonly number[]>>>;
};

/** Half-open `[startMs, endMs)`, both on a period boundary. */
export type TimeRange = {
  readonly startMs: EpochMs;
  readonly endMs: EpochMs;
  readonly periodSeconds: number;
};

/** Number of leading periods of `window` that are final. */
export function finalPeriods(window: Window): number {
  let length = 0;
  for (const values of Object.values(window.series)) length = Math.max(length, values.length);
  const final = Math.floor((window.finalUntilMs - window.startMs) / (window.periodSeconds * 1000));
  return Math.max(0, Math.min(length, final));
}

/** The same window, of which nothing after `untilMs` may be judged. */
export const judgedUntil = (window: Window, untilMs: EpochMs): Window =>
  window.finalUntilMs <= untilMs ? window : { ...window, finalUntilMs: untilMs };

/** Two statistics of one metric, so one billed read: what tells suspects from the rest. */
export const FIRST_LOOK: readonly Measurement[] = ["invocations", "durationMs"];

/** The witnesses: read only of functions that the first look found abnormal, or that have an open incident. */
export const CLOSER_LOOK: readonly Measurement[] = [
  "errors",
  "throttles",
  "maxConcurrency",
  "asyncEventsReceived",
  "recursionsDropped",
];

/** What is read of the account's total: five requests a minute, which the free tier of CloudWatch covers. */
export const ACCOUNT_MEASUREMENTS: readonly Measurement[] = [
  "invocations",
  "durationMs",
  "maxConcurrency",
  "errors",
  "throttles",
  "asyncEventsReceived",
];
