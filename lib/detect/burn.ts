import type { Detector } from "./detector.ts";
import { SUSPECT, surgeOf } from "./surge.ts";
import { costsOf, lateMinutesOf, usualCost } from "./usual.ts";
import { figure, overMinutes } from "./wording.ts";

const MINUTES_PER_HOUR = 60;

/** Far more dollars per hour than this hour expects, and clearly more than the highest that recurs. */
export const detectBurn: Detector = ({ baseline, minutes, newestMs, profile, prices }) => {
  const runs = minutes.of("invocations");
  const durationMs = minutes.of("durationMs");
  if (runs === undefined || durationMs === undefined || runs.length === 0) return undefined;
  const usual = usualCost(baseline, profile, prices, newestMs);
  const costs = costsOf(runs, durationMs, profile, prices);
  const surge = surgeOf(costs, usual, SUSPECT, lateMinutesOf(baseline));
  const perHour = (usdPerMinute: number): number => usdPerMinute * MINUTES_PER_HOUR;
  return {
    kind: "burn",
    score: surge.score,
    actual: perHour(surge.level),
    expected: perHour(usual.expected),
    unit: "USD/h",
    sentence:
      `$${figure(perHour(surge.level))} an hour ${overMinutes(surge.minutes, surge.outOf)}; ` +
      `$${figure(perHour(usual.expected))} is expected at this time, $${figure(perHour(usual.record))} is the record.`,
  };
};
