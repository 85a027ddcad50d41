import type { Detector } from "./detector.ts";
import { steepGrowthOf } from "./steep-growth.ts";
import { CONFIRM, surgeOf } from "./surge.ts";
import { usualCount } from "./usual.ts";
import { figure, overMinutes } from "./wording.ts";

/**
 * Far more events arrive in the function's own queue than usual. Retries are not counted as arrivals, so it shows what
 * senders do: a loop feeds itself new events, more in each minute.
 *
 * Source: AWS Lambda Developer Guide, "Types of metrics for Lambda functions": AsyncEventsReceived counts what was queued,
 * as soon as it was.
 */
export const detectAsyncEvents: Detector = ({ baseline, minutes, newestMs }) => {
  const arrivals = minutes.of("asyncEventsReceived");
  if (arrivals === undefined || arrivals.length === 0) return undefined;
  // Every event is run at least once, so the runs bound what was usual where arrivals were never learned.
  const season =
    baseline.asyncEventsSeen === "unknown" ? baseline.invocations : baseline.asyncEventsPerMinute;
  const usual = usualCount(season, newestMs);
  const surge = surgeOf(arrivals, usual, CONFIRM);
  const growth = steepGrowthOf(arrivals, usual);
  const isGrowth = growth.score > surge.score;
  const actual = isGrowth ? (arrivals.at(-1) ?? 0) : surge.level;
  const course = isGrowth
    ? `, after growing for ${growth.minutes} minutes running`
    : ` ${overMinutes(surge.minutes, surge.outOf)}`;
  return {
    kind: "async-events",
    score: Math.max(surge.score, growth.score),
    actual,
    expected: usual.expected,
    unit: "events/min",
    sentence: () =>
      `${figure(actual)} events a minute arrived${course}; ` +
      `${figure(usual.expected)} are expected at this time, ${figure(usual.record)} is the record.`,
  };
};
