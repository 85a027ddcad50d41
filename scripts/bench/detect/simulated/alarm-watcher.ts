import { finalPeriods, type TimeRange, type Window } from "../../../../lib/domain/observation.ts";
import { floorToMinute, MINUTE_MS, SECOND_MS } from "../../../../lib/domain/time.ts";
import type { AccountFaces } from "../../../../lib/sim/faces.ts";
import { simulatedMetrics } from "../../../../lib/sim/ports/metric-reader.ts";
import type { AlarmLimits } from "./alarm-limits.ts";
import { ALARM_MEASUREMENTS, ALARM_METRICS, alarmSeries } from "./alarm-series.ts";
import type { Told, Watcher } from "./watcher.ts";

/** So many minutes in a row must be above the limit; with one, hardly any hour would pass without an alarm. */
const DATAPOINTS_TO_ALARM = 3;
const READ_MINUTES = DATAPOINTS_TO_ALARM + 5;
const ALARM: Told = { wouldStop: false };

/** Alarms on every function's invocations, durations, errors and concurrency, as CloudWatch would evaluate them. */
export function alarmWatcher(account: AccountFaces, limitsOf: ReadonlyMap<string, AlarmLimits>): Watcher {
  const metrics = simulatedMetrics(account);
  const requests = [...limitsOf.keys()].map((functionName) => ({
    functionName,
    measurements: ALARM_MEASUREMENTS,
  }));
  return {
    async look(nowMs) {
      const endMs = floorToMinute(nowMs);
      const range: TimeRange = { startMs: endMs - READ_MINUTES * MINUTE_MS, endMs, periodSeconds: 60 };
      const { windows } = await metrics.readWindows(requests, range);
      return new Map(
        windows.flatMap((window): [string, Told][] => {
          const { functionName = "" } = window;
          const limits = limitsOf.get(functionName);
          return limits !== undefined && isBreaching(window, limits) ? [[functionName, ALARM]] : [];
        }),
      );
    },
  };
}

function isBreaching(window: Window, limits: AlarmLimits): boolean {
  const until = finalPeriods(window);
  const from = until - DATAPOINTS_TO_ALARM;
  return ALARM_METRICS.some((metric) =>
    alarmSeries(window, metric)
      .slice(from, until)
      .every(
        (value, offset) =>
          value !== undefined &&
          value > limits(metric, window.startMs + (from + offset) * window.periodSeconds * SECOND_MS),
      ),
  );
}
