import type { Baseline } from "../domain/baseline.ts";
import type { Passed } from "../domain/calm.ts";
import type { Window } from "../domain/observation.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { Sized } from "../pricing/lambda-cost.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import { finalMinutes, minuteAt, sum } from "./final-minutes.ts";
import { costsOf, usualCost } from "./usual.ts";

/** The pace is taken over so many of the newest minutes: one minute alone may be a burst. */
const PACE_MINUTES = 10;
const MINUTES_PER_HOUR = 60;

/**
 * What a function cost beyond its expectation under a brake that lets something through. What was running when the brake was
 * set ends in its own time and is counted to the minute in which it began, so only minutes that began under the brake count.
 *
 * @param window periods of 60 s with `invocations` and `durationMs`; without them nothing can be told: `undefined`
 */
export function passedUnderBrake(
  window: Window,
  baseline: Baseline,
  sized: Sized,
  prices: LambdaPrices,
  sinceMs: EpochMs,
): Passed | undefined {
  const minutes = finalMinutes(window);
  const runs = minutes.of("invocations");
  const durationMs = minutes.of("durationMs");
  if (runs === undefined || durationMs === undefined) return undefined;
  const first = Math.max(0, Math.ceil((sinceMs - window.startMs) / MINUTE_MS));
  const excess = costsOf(runs, durationMs, sized, prices)
    .map((usd, index) => usd - usualCost(baseline, sized, prices, minuteAt(minutes, index)).expected)
    .slice(first);
  const newest = excess.slice(-PACE_MINUTES);
  const pace = newest.length === 0 ? 0 : (sum(newest) / newest.length) * MINUTES_PER_HOUR;
  return { excessUsd: Math.max(0, sum(excess)), usdPerHour: Math.max(0, pace) };
}
