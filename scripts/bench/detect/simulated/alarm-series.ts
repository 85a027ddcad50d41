import type { Window } from "../../../../lib/domain/observation.ts";

/** What people set alarms on. */
export const ALARM_METRICS = ["Invocations", "Duration", "Errors", "ConcurrentExecutions"] as const;
export type AlarmMetric = (typeof ALARM_METRICS)[number];

/** What a window needs for them. */
export const ALARM_MEASUREMENTS = ["invocations", "durationMs", "errors", "maxConcurrency"] as const;

/** The datapoints of an alarm's metric, one per period; undefined where there is none, because nothing ran. */
export function alarmSeries({ series }: Window, metric: AlarmMetric): readonly (number | undefined)[] {
  const { invocations = [], durationMs = [], errors = [], maxConcurrency = [] } = series;
  const valueAt = (index: number): number => {
    switch (metric) {
      case "Invocations":
        return invocations[index] ?? 0;
      case "Duration":
        return (durationMs[index] ?? 0) / (invocations[index] ?? 1);
      case "Errors":
        return errors[index] ?? 0;
      case "ConcurrentExecutions":
        return maxConcurrency[index] ?? 0;
    }
  };
  const isPresent = (index: number): boolean =>
    (invocations[index] ?? 0) > 0 || (metric === "ConcurrentExecutions" && (maxConcurrency[index] ?? 0) > 0);
  return invocations.map((_, index) => (isPresent(index) ? valueAt(index) : undefined));
}
