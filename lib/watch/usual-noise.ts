import type { Baseline, SeasonalProfile } from "../domain/baseline.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";

/** How much a function's minutes differ by chance in an hour of the day: variances of sums per minute, so that they add up. */
export type Noise = {
  /** In (billed ms per minute) squared. */
  readonly durationMsVariance: number;
  /** In (runs per minute) squared. */
  readonly runsVariance: number;
};

export const NO_NOISE: Noise = { durationMsVariance: 0, runsVariance: 0 };

/**
 * By its baseline, in the busiest five minutes of the hour in which `atMs` lies. A function that nothing is known of adds nothing
 * that could be reckoned with.
 */
export const usualNoise = (baseline: Baseline | undefined, atMs: EpochMs): Noise =>
  baseline === undefined
    ? NO_NOISE
    : {
        durationMsVariance: varianceAt(baseline.durationMs, atMs),
        runsVariance: varianceAt(baseline.invocations, atMs),
      };

export const withoutNoise = (total: Noise, { durationMsVariance, runsVariance }: Noise): Noise => ({
  durationMsVariance: Math.max(0, total.durationMsVariance - durationMsVariance),
  runsVariance: Math.max(0, total.runsVariance - runsVariance),
});

export const withNoise = (total: Noise, { durationMsVariance, runsVariance }: Noise): Noise => ({
  durationMsVariance: total.durationMsVariance + durationMsVariance,
  runsVariance: total.runsVariance + runsVariance,
});

/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 4;
const SLOT_MS = 5 * MINUTE_MS;
const SLOTS_PER_HOUR = HOUR_MS / SLOT_MS;

function varianceAt(profile: SeasonalProfile, atMs: EpochMs): number {
  const expected = busiestPerMinute(profile, atMs);
  return profile.overdispersion * expected + (profile.relativeSpread * expected) ** 2;
}

/** What is expected in a minute of the busiest five in the hour in which `atMs` lies. */
export function busiestPerMinute({ byTimeOfDay, byWeekday }: SeasonalProfile, atMs: EpochMs): number {
  const first = Math.floor((atMs % DAY_MS) / HOUR_MS) * SLOTS_PER_HOUR;
  let highest = 0;
  for (let slot = first; slot < first + SLOTS_PER_HOUR; slot += 1)
    highest = Math.max(highest, byTimeOfDay[slot] ?? 0);
  return highest * (byWeekday[(Math.floor(atMs / DAY_MS) + EPOCH_WEEKDAY) % 7] ?? 1);
}
