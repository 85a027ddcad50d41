import { usd } from "../domain/usd.ts";
import { lambdaCostUsd } from "../pricing/lambda-cost.ts";
import type { Detector } from "./detector.ts";
import { newestRise } from "./newest-rise.ts";
import { usualRunMs } from "./usual.ts";
import { overTime } from "./wording.ts";

const MINUTES_PER_HOUR = 60;

/**
 * Far more dollars per hour than this hour expects and than the function's own bursts cost: sudden, or lasting. Billed
 * time is what costs, so its course is judged; the requests are added for the amount. Longer runs count, too: a function
 * that is called as ever and takes ten times as long burns ten times as much.
 */
export const detectBurn: Detector = ({ baseline, courses, profile, prices }) => {
  const unit = usualRunMs(baseline);
  const sudden = newestRise(courses.durationMs, baseline, baseline.durationMs, unit, "volume");
  const lasting = newestRise(courses.durationMs, baseline, baseline.durationMs, unit, "persistence");
  const rise = lasting.score > sudden.score ? lasting : sudden;
  const perHour = (ms: number): number =>
    lambdaCostUsd({ invocations: ms / unit, durationMs: ms }, profile, prices) * MINUTES_PER_HOUR;
  return {
    kind: "burn",
    score: rise.score,
    actual: perHour(rise.level),
    expected: perHour(rise.expected),
    unit: "USD/h",
    sentence: () =>
      `${usd(perHour(rise.level))} an hour ${overTime(rise.minutes)}; ` +
      `${usd(perHour(rise.expected))} is expected at this time.`,
  };
};
