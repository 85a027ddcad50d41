import { CloudCallError } from "../../lib/domain/errors.ts";
import type { Measurement, TimeRange, Window } from "../../lib/domain/observation.ts";
import {
  type MetricReader,
  NO_TIME_LEFT,
  type RankedFunction,
  type Reading,
  type WindowRequest,
} from "../../lib/ports/metrics.ts";

/**
 * What one function (`undefined`: the account) measured in the minute that starts then; `unread` for no answer. A longer
 * period is as if each of its minutes were like its first.
 */
export type Script = (
  functionName: string | undefined,
  measurement: Measurement,
  minuteMs: number,
) => number | "unread";

/** What a queue or stream was sent in the minute that starts then; `undefined` where there is no such metric. */
export type ArrivalScript = (sourceArn: string, minuteMs: number) => number | undefined;

export type ScriptedMetrics = MetricReader & {
  /** Functions that were asked about, call by call. */
  readonly asked: string[][];
  /** Of them, those whose reading is paid for. */
  readonly paid: string[][];
  /** From now on each call finds the time for so many functions, and for no more. */
  leaveTimeFor(functions: number): void;
  /** Whom the list of functions that ran names from now on; before, nobody. */
  listAsActive(functionNames: () => readonly string[]): void;
  /** From now on every call fails as when CloudWatch is not there. */
  goDown(): void;
};

/**
 * CloudWatch as a function of time. Every minute of a range is final.
 * @param ranked whom a ranking names, and with what sums, whatever the script says; the windows are the script's
 * @param arrivals what sources were sent; absent: CloudWatch knows of none
 */
export function scriptedMetrics(
  script: Script,
  ranked: readonly Omit<RankedFunction, "window">[] = [],
  arrivals: ArrivalScript = () => undefined,
): ScriptedMetrics {
  const asked: string[][] = [];
  const paid: string[][] = [];
  let isDown = false;
  let most = Number.POSITIVE_INFINITY;
  let active: () => readonly string[] = () => [];

  /** The starts of the range's periods. */
  const ask = (range: TimeRange): readonly number[] => {
    if (isDown) throw new CloudCallError("cloudwatch:GetMetricData", true, "InternalServiceFault");
    const periodMs = range.periodSeconds * 1000;
    return Array.from(
      { length: (range.endMs - range.startMs) / periodMs },
      (_, index) => range.startMs + index * periodMs,
    );
  };

  const read = (requests: readonly WindowRequest[], range: TimeRange): Reading => {
    const starts = ask(range);
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
    paid,
    leaveTimeFor: (functions) => {
      most = functions;
    },
    listAsActive: (functionNames) => {
      active = functionNames;
    },
    goDown: () => {
      isDown = true;
    },
    readWindows: async (requests, range, { through = "paid" } = {}) => {
      const names = requests.flatMap(({ functionName }) => functionName ?? []);
      asked.push(names);
      if (through === "paid") paid.push(names);
      const reading = read(requests.slice(0, most), range);
      return { ...reading, unread: [...reading.unread, ...requests.slice(most).flatMap(unasked)] };
    },
    readAccountTotals: async (measurements, range) => read([{ measurements }], range),
    readSourceArrivals: async (sourceArns, range) => {
      const starts = ask(range);
      return new Map(
        sourceArns.flatMap((sourceArn) => {
          const values = starts.map((minuteMs) => arrivals(sourceArn, minuteMs));
          const minutes = range.periodSeconds / 60;
          const known = values.flatMap((value) => (value === undefined ? [] : [value * minutes]));
          return known.length === values.length ? [[sourceArn, known] as const] : [];
        }),
      );
    },
    rankByDuration: async (range) => {
      const requests = ranked.map(({ functionName }) => ({
        functionName,
        measurements: ["durationMs"] as const,
      }));
      const { windows } = read(requests, range);
      return ranked.flatMap((each, index) => {
        const window = windows[index];
        return window === undefined ? [] : [{ ...each, window }];
      });
    },
    listActiveFunctions: async () => {
      if (isDown) throw new CloudCallError("cloudwatch:ListMetrics", true, "InternalServiceFault");
      return { functionNames: new Set(active()) };
    },
  };
}

const unasked = ({ functionName, measurements }: WindowRequest): Reading["unread"] =>
  measurements.map((measurement) => ({
    measurement,
    reason: NO_TIME_LEFT,
    ...(functionName !== undefined && { functionName }),
  }));
