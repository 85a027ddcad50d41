import { callMeter } from "../../lib/aws/call-meter.ts";
import { metricLog } from "../../lib/aws/metric-log.ts";
import { type EpochMs, MINUTE_MS } from "../../lib/domain/time.ts";
import type { GuardMetric, GuardMetrics } from "../../lib/ports/guard-metrics.ts";

/** The alarms of infrastructure/alerts.yml on the guard's own metrics. */
export const OUTSIDE_ALARMS = ["WatchIsSilent", "AlertsDoNotGetOut", "TargetsAreBlind"] as const;
export type OutsideAlarm = (typeof OUTSIDE_ALARMS)[number];

const PERIOD_MS = 5 * MINUTE_MS;

/**
 * CloudWatch beside the guard: takes metrics out of the lines that it logs, and judges the alarms each minute as the template
 * describes them. Nothing of the guard's own is needed for an alarm to be raised.
 */
export function outsideAlarms(clock: () => EpochMs) {
  const points: { readonly atMs: EpochMs; readonly values: Partial<Record<GuardMetric, number>> }[] = [];
  const raised = new Set<OutsideAlarm>();
  const told: string[] = [];
  const put: GuardMetrics = metricLog("overcurrent-test", clock, callMeter(), (line) => {
    const { _aws, ...values } = JSON.parse(line);
    points.push({ atMs: _aws.Timestamp, values });
  });

  /** What was put in the period that ended so many periods ago. */
  const values = (metric: GuardMetric, periodsAgo = 0): readonly number[] => {
    const untilMs = clock() - periodsAgo * PERIOD_MS;
    return points
      .filter(({ atMs }) => atMs > untilMs - PERIOD_MS && atMs <= untilMs)
      .flatMap(({ values: seen }) => seen[metric] ?? []);
  };
  const breaches: Readonly<Record<OutsideAlarm, () => boolean>> = {
    WatchIsSilent: () => values("Heartbeat").length === 0,
    AlertsDoNotGetOut: () => values("UnsentAlerts").some((alerts) => alerts > 0),
    TargetsAreBlind: () =>
      [0, 1].every((ago) => {
        const seen = values("BlindTargets", ago);
        return seen.length === 0 || seen.some((targets) => targets > 0);
      }),
  };
  return {
    metrics: put,
    /** What the alarms told their second topic, in order: `ALARM WatchIsSilent`, `OK WatchIsSilent`. */
    told,
    judge(): void {
      for (const alarm of OUTSIDE_ALARMS) {
        const isRaised = breaches[alarm]();
        if (isRaised === raised.has(alarm)) continue;
        told.push(`${isRaised ? "ALARM" : "OK"} ${alarm}`);
        if (isRaised) raised.add(alarm);
        else raised.delete(alarm);
      }
    },
  };
}
