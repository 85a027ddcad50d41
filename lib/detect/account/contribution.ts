import { lambdaCostUsd } from "../../pricing/lambda-cost.ts";
import type { LambdaPrices } from "../../pricing/prices.ts";
import type { Course } from "../course.ts";
import { coursesOf } from "../courses.ts";
import type { Courses } from "../detector.ts";
import { blankBaseline } from "../learn-baseline.ts";
import type { SeenFunction } from "./seen.ts";

/** What one function has to do with a rise of the account's total. */
export type Contribution = {
  readonly functionName: string;
  readonly isTold: boolean;
  /** Beyond its own expectation, per minute; negative for less. */
  readonly excess: Readonly<Record<keyof Courses, number>>;
  readonly actualUsdPerHour: number;
  readonly expectedUsdPerHour: number;
};

const MINUTES_PER_HOUR = 60;

/** Over the newest final `minutes` minutes, at list price. `undefined` when runs or durations were not read. */
export function contributionOf(
  { profile, baseline, window, isTold }: SeenFunction,
  minutes: number,
  prices: LambdaPrices,
): Contribution | undefined {
  const { functionName } = profile;
  const courses = coursesOf(window, baseline ?? blankBaseline(functionName, window.startMs));
  if (courses === undefined) return undefined;
  const runs = newest(courses.runs, minutes);
  const durationMs = newest(courses.durationMs, minutes);
  const perHour = (of: keyof PerMinute): number =>
    lambdaCostUsd({ invocations: runs[of], durationMs: durationMs[of] }, profile, prices) * MINUTES_PER_HOUR;
  return {
    functionName,
    isTold,
    excess: {
      runs: runs.actual - runs.expected,
      durationMs: durationMs.actual - durationMs.expected,
    },
    actualUsdPerHour: perHour("actual"),
    expectedUsdPerHour: perHour("expected"),
  };
}

type PerMinute = { readonly actual: number; readonly expected: number };

function newest({ length, actual, expected, stepMinutes }: Course, minutes: number): PerMinute {
  const from = Math.max(0, length - Math.ceil(minutes / stepMinutes));
  const seen = Math.max(1, length - from) * stepMinutes;
  const perMinute = (sums: Float64Array): number => ((sums[length] ?? 0) - (sums[from] ?? 0)) / seen;
  return { actual: perMinute(actual), expected: perMinute(expected) };
}
