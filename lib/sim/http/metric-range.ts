import { type EpochMs, floorToMinute } from "../../domain/time.ts";
import { oldestKeptMs } from "../metric-retention.ts";

/** Half-open, in milliseconds, on boundaries of the period. */
export type MetricRange = { readonly startMs: EpochMs; readonly endMs: EpochMs };

/** The part of `[startSeconds, endSeconds)` that can have datapoints, widened to whole periods. */
export function metricRange(
  startSeconds: number,
  endSeconds: number,
  periodSeconds: number,
  nowMs: EpochMs,
): MetricRange {
  const periodMs = periodSeconds * 1000;
  const oldestMs = floorToMinute(oldestKeptMs(periodSeconds, nowMs));
  const startMs = Math.max(floorTo(startSeconds * 1000, periodMs), ceilTo(oldestMs, periodMs));
  return { startMs, endMs: Math.max(startMs, ceilTo(endSeconds * 1000, periodMs)) };
}

const floorTo = (atMs: EpochMs, stepMs: number): EpochMs => Math.floor(atMs / stepMs) * stepMs;
const ceilTo = (atMs: EpochMs, stepMs: number): EpochMs => Math.ceil(atMs / stepMs) * stepMs;
