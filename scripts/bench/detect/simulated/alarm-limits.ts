import type { Window } from "../../../../lib/domain/observation.ts";
import { type EpochMs, HOUR_MS, SECOND_MS } from "../../../../lib/domain/time.ts";
import { ALARM_METRICS, type AlarmMetric, alarmSeries } from "./alarm-series.ts";

/** Above which value each metric of a function alarms at a time. */
export type AlarmLimits = (metric: AlarmMetric, atMs: EpochMs) => number;

const HOURS_PER_DAY = 24;
const hourAt = (atMs: EpochMs): number => Math.floor(atMs / HOUR_MS) % HOURS_PER_DAY;

/** One limit for good: the mean of the datapoints of the history and three of their standard deviations. */
export function staticLimits(history: Window): AlarmLimits {
  const limits = new Map(
    ALARM_METRICS.map((metric) => [
      metric,
      limitOf(
        alarmSeries(history, metric).filter((value) => value !== undefined),
        3,
      ),
    ]),
  );
  return (metric) => limits.get(metric) ?? 0;
}

/** A limit for each hour of the day, as a band around what is expected has: the mean and two standard deviations. */
export function bandLimits(history: Window): AlarmLimits {
  const limits = new Map(
    ALARM_METRICS.map((metric) => {
      const byHour: number[][] = Array.from({ length: HOURS_PER_DAY }, () => []);
      alarmSeries(history, metric).forEach((value, index) => {
        if (value !== undefined)
          byHour[hourAt(history.startMs + index * history.periodSeconds * SECOND_MS)]?.push(value);
      });
      return [metric, byHour.map((values) => limitOf(values, 2))];
    }),
  );
  return (metric, atMs) => limits.get(metric)?.[hourAt(atMs)] ?? 0;
}

function limitOf(values: readonly number[], deviations: number): number {
  const count = Math.max(1, values.length);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  return mean + deviations * Math.sqrt(variance);
}
