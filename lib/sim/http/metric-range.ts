import { DAY_MS, type EpochMs, MINUTE_MS } from "../../domain/time.ts";

/** Half-open, in milliseconds, on boundaries of the period. */
export type MetricRange = { readonly startMs: EpochMs; readonly endMs: EpochMs };

/**
 * What CloudWatch still keeps in a resolution: minutes for 15 days, five-minute values for 63, hours for 455.
 * Asked for more, it does not complain but leaves the older part empty.
 */
const RETENTION_DAYS = [
  { everySeconds: 3600, days: 455 },
  { everySeconds: 300, days: 63 },
  { everySeconds: 60, days: 15 },
] as const;

/** The part of `[startSeconds, endSeconds)` that can have datapoints, widened to whole periods. */
export function metricRange(
  startSeconds: number,
  endSeconds: number,
  periodSeconds: number,
  nowMs: EpochMs,
): MetricRange {
  const periodMs = periodSeconds * 1000;
  const kept = RETENTION_DAYS.find(({ everySeconds }) => periodSeconds % everySeconds === 0);
  const oldestMs = Math.floor((nowMs - (kept?.days ?? 0) * DAY_MS) / MINUTE_MS) * MINUTE_MS;
  const startMs = Math.max(floorTo(startSeconds * 1000, periodMs), ceilTo(oldestMs, periodMs));
  return { startMs, endMs: Math.max(startMs, ceilTo(endSeconds * 1000, periodMs)) };
}

const floorTo = (atMs: EpochMs, stepMs: number): EpochMs => Math.floor(atMs / stepMs) * stepMs;
const ceilTo = (atMs: EpochMs, stepMs: number): EpochMs => Math.ceil(atMs / stepMs) * stepMs;
