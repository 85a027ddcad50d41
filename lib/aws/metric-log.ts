import type { Clock } from "../domain/time.ts";
import { GUARD_METRICS, type GuardMetric, type GuardMetrics } from "../ports/guard-metrics.ts";
import type { UsageMeter } from "../ports/usage-meter.ts";
import { LINE_OVERHEAD_BYTES } from "./json-log.ts";

/** What an alarm on the guard's own metrics names; infrastructure/alerts.yml repeats it. */
export const METRIC_NAMESPACE = "Overcurrent";
/** Tells several guards of one account and region apart; its value is the stack's name, such as `overcurrent-prod`. */
export const METRIC_DIMENSION = "Guard";

const UNITS: Readonly<Record<GuardMetric, "Count" | "None">> = {
  Heartbeat: "Count",
  BillUsd: "None",
  UnsentAlerts: "Count",
  BlindTargets: "Count",
};

/**
 * Writes metrics as one line of JSON into the function's own log, from which CloudWatch takes them: no call that could be
 * throttled or refused, no permission, and no time. Each metric costs $0.30 a month, which the guard's own bill counts by the hour.
 *
 * The line has to be the whole log event, or follow on the prefix that Lambda itself writes; `console.log` would wrap it where the
 * log format is JSON. An alarm has to bear that the log is processed a little later than the function ran.
 *
 * Source: Amazon CloudWatch User Guide, "Specification: Embedded metric format" and "Setting alarms on metrics created with
 * the embedded metric format", read 2026-11.
 *
 * @param guardName e.g. `overcurrent-prod`
 * @param meter counts the bytes of the log
 * @param write takes one whole line
 */
export const metricLog = (
  guardName: string,
  clock: Clock,
  meter: Pick<UsageMeter, "count">,
  write: (line: string) => void = (line) => void process.stdout.write(line),
): GuardMetrics => ({
  put(values) {
    const names = GUARD_METRICS.filter((name) => values[name] !== undefined);
    if (names.length === 0) return;
    const event = {
      _aws: {
        Timestamp: clock(),
        CloudWatchMetrics: [
          {
            Namespace: METRIC_NAMESPACE,
            Dimensions: [[METRIC_DIMENSION]],
            Metrics: names.map((Name) => ({ Name, Unit: UNITS[Name] })),
          },
        ],
      },
      [METRIC_DIMENSION]: guardName,
      ...values,
    };
    const text = JSON.stringify(event);
    meter.count("logBytes", Buffer.byteLength(text) + LINE_OVERHEAD_BYTES);
    write(`${text}\n`);
  },
});

/** `overcurrent-prod` for `overcurrent-prod-`, what the names of the guard's own functions begin with. */
export const guardNameOf = (ownNamePrefix: string): string => ownNamePrefix.replace(/-$/, "");
