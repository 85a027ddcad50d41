import { CloudCallError } from "../../lib/domain/errors.ts";
import type { Measurement, TimeRange, Window } from "../../lib/domain/observation.ts";
import type { MetricReader, Reading, WindowRequest } from "../../lib/ports/metrics.ts";

/**
 * What one function (`undefined`: the account) measured in the minute that starts then; `unread` for no answer. A longer
 * period is as if each of its minutes were like its first.
 */
export type Script = (
  functionName: string | undefined,
  measurement: Measurement,
  minuteMs: number,
) => number | "unread";

export type ScriptedMetrics = MetricReader & {
  /** Functions that were asked about, call by call. */
  readonly asked: string[][];
  /** From now on every call fails as when CloudWatch is not there. */
  goDown(): void;
};

/**
 * CloudWatch as a function of time. Every minute of a range is final.
 * @param ranked what a ranking answers, whatever the script says
 */
export function scriptedMetrics(
  script: Script,
  ranked: Awaited<ReturnType<MetricReader["rankByDuration"]>> = [],
): ScriptedMetrics {
  const asked: string[][] = [];
  let isDown = false;

  const read = (requests: readonly WindowRequest[], range: TimeRange): Reading => {
    if (isDown) throw new CloudCallError("cloudwatch:GetMetricData", true, "InternalServiceFault");
    const periodMs = range.periodSeconds * 1000;
    const starts = Array.from(
      { length: (range.endMs - range.startMs) / periodMs },
      (_, index) => range.startMs + index * periodMs,
    );
    const unread: Reading["unread"][number][] = [];
    const windows = requests.map(({ functionName, measurements }): Window => {
      const series: Partial<Record<Measurement, number[]>> = {};
      for (const measurement of measurements) {
        const minutes = measurement === "maxConcurrency" ? 1 : range.periodSeconds / 60;
        const values = starts.map((minuteMs) => {
          const value = script(functionName, measurement, minuteMs);
          return value === "unread" ? value : value * minutes;
        });
        if (values.includes("unread"))
          unread.push({
            measurement,
            reason: "InternalError",
            ...(functionName !== undefined && { functionName }),
          });
        else series[measurement] = values as number[];
      }
      return {
        ...(functionName !== undefined && { functionName }),
        startMs: range.startMs,
        periodSeconds: range.periodSeconds,
        finalUntilMs: range.endMs,
        series,
      };
    });
    return { windows, unread };
  };

  return {
    asked,
    goDown: () => {
      isDown = true;
    },
    readWindows: async (requests, range) => {
      asked.push(requests.flatMap(({ functionName }) => functionName ?? []));
      return read(requests, range);
    },
    readAccountTotals: async (measurements, range) => read([{ measurements }], range),
    rankByDuration: async () => ranked,
  };
}
