import { kthLargest } from "../stats/kth-largest.ts";
import type { Detector } from "./detector.ts";
import { CONFIRM, surgeOf } from "./surge.ts";
import { usualCount } from "./usual.ts";
import { figure } from "./wording.ts";

/** Below this share of refused calls the pool is merely tight. */
const LEAST_REFUSED_RATIO = 0.2;

/**
 * Calls are refused for want of concurrency, and with them the demand is far beyond the record. What runs is flat at the
 * limit then: only runs and refused calls together show how much is asked for. An event that waits in Lambda's queue is
 * refused again at each attempt, so the demand counts attempts.
 *
 * Source: AWS Lambda Developer Guide, "Types of metrics for Lambda functions": Throttles are not in Invocations.
 */
export const detectThrottles: Detector = ({ baseline, minutes, newestMs }) => {
  const refused = minutes.of("throttles");
  const runs = minutes.of("invocations");
  if (refused === undefined || runs === undefined || refused.length === 0) return undefined;
  const demand = refused.map((count, index) => count + (runs[index] ?? 0));
  const usual = usualCount(baseline.invocations, newestMs);
  const surge = surgeOf(demand, usual, CONFIRM);
  const refusedLevel = kthLargest(refused.slice(-surge.outOf), surge.minutes);
  const share = surge.level > 0 ? refusedLevel / surge.level : 0;
  return {
    kind: "throttles",
    score: Math.min(surge.score, share / LEAST_REFUSED_RATIO),
    actual: refusedLevel,
    expected: 0,
    unit: "throttles/min",
    sentence: () =>
      `${figure(refusedLevel)} calls a minute were refused out of ${figure(surge.level)}; ${figure(usual.expected)} calls are expected at this time.`,
  };
};
