import { CloudCallError } from "../../../../lib/domain/errors.ts";
import { finalPeriods, type Window } from "../../../../lib/domain/observation.ts";
import { type Clock, floorToMinute, MINUTE_MS } from "../../../../lib/domain/time.ts";
import type { MetricReader } from "../../../../lib/ports/metrics.ts";
import { ALARMED_MEASUREMENTS, type AlarmLimits } from "./alarm-limits.ts";

/** CloudWatch's "datapoints to alarm", 3 out of 5: neither a blip nor a gap of a minute decides. */
const EVALUATED_MINUTES = 5;
const MINUTES_TO_ALARM = 3;
/** Minutes that are read besides, since the last ones are not final yet. */
const UNSETTLED_MINUTES = 5;

/** @returns the functions that are in alarm now; those of the minute before while the metrics are out */
export type MetricAlarms = () => Promise<ReadonlySet<string>>;

/** An alarm on the calls and one on the running time of every function, evaluated each minute as CloudWatch does. */
export function metricAlarms(
  metrics: MetricReader,
  clock: Clock,
  limitsOf: ReadonlyMap<string, AlarmLimits>,
): MetricAlarms {
  const requests = [...limitsOf.keys()].map((functionName) => ({
    functionName,
    measurements: ALARMED_MEASUREMENTS,
  }));
  let alarmed: ReadonlySet<string> = new Set();
  return async () => {
    const endMs = floorToMinute(clock());
    const startMs = endMs - (EVALUATED_MINUTES + UNSETTLED_MINUTES) * MINUTE_MS;
    try {
      const { windows } = await metrics.readWindows(requests, { startMs, endMs, periodSeconds: 60 });
      alarmed = new Set(
        windows.flatMap((window) => {
          const { functionName = "" } = window;
          const limits = limitsOf.get(functionName);
          return limits !== undefined && isBreaching(window, limits) ? [functionName] : [];
        }),
      );
    } catch (error) {
      if (!(error instanceof CloudCallError)) throw error;
    }
    return alarmed;
  };
}

function isBreaching(window: Window, limits: AlarmLimits): boolean {
  const until = finalPeriods(window);
  const from = Math.max(0, until - EVALUATED_MINUTES);
  return ALARMED_MEASUREMENTS.some((measurement) => {
    const breaching = (window.series[measurement] ?? [])
      .slice(from, until)
      .filter((value, offset) => value > limits(measurement, window.startMs + (from + offset) * MINUTE_MS));
    return breaching.length >= MINUTES_TO_ALARM;
  });
}
