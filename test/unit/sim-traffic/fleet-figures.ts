import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import type { DurationSpec, FunctionSpec, TriggerKind } from "../../../lib/sim/spec.ts";
import type { PUBLISHED } from "./published-figures.ts";

/** The same figures as the published ones. */
export type FleetFigures = {
  readonly [Figure in Exclude<keyof typeof PUBLISHED, "triggerRatio">]: number;
} & { readonly triggerRatio: Readonly<Record<TriggerClass, number>> };

type TriggerClass = keyof (typeof PUBLISHED)["triggerRatio"];

const TRIGGER_CLASS: Readonly<Record<TriggerKind, TriggerClass>> = {
  "function-url": "http",
  "api-gateway": "http",
  "load-balancer": "http",
  sqs: "queue",
  schedule: "timer",
  scheduler: "timer",
  kinesis: "other",
  "dynamodb-stream": "other",
  s3: "other",
  sns: "other",
  "event-rule": "other",
  pipe: "other",
  "direct-async": "other",
};

/** The 95th percentile of a standard normal distribution. */
const Z_95 = 1.6449;
const HISTORY_DAYS = 14;

/** Mean of the log-normal distribution that `duration` describes: median x exp(sigma^2 / 2). */
export function meanDurationMs({ medianMs, p95Ms }: DurationSpec): number {
  const sigma = Math.log(p95Ms / medianMs) / Z_95;
  return medianMs * Math.exp(sigma ** 2 / 2);
}

/** Expected arrivals of `spec` per hour, averaged over the 14 days from `startMs`. A stream's arrivals are records. */
export function arrivalsPerHour(spec: FunctionSpec, startMs: EpochMs): number {
  let arrivals = 0;
  for (let atMs = startMs; atMs < startMs + HISTORY_DAYS * DAY_MS; atMs += MINUTE_MS)
    for (const trigger of spec.triggers) arrivals += trigger.arrivals(atMs);
  return arrivals / ((HISTORY_DAYS * DAY_MS) / HOUR_MS);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** @param functions n >= 1, each with one trigger at least */
export function fleetFigures(functions: readonly FunctionSpec[], startMs: EpochMs): FleetFigures {
  const ratioOf = (counted: (spec: FunctionSpec, index: number) => boolean): number =>
    functions.filter(counted).length / functions.length;
  const hourly = functions.map((spec) => arrivalsPerHour(spec, startMs));
  const seconds = functions.map((spec) => meanDurationMs(spec.duration) / 1000);
  const logs = seconds.map(Math.log);
  const durationLogMean = sum(logs) / logs.length;
  const triggerRatio = (wanted: TriggerClass): number =>
    ratioOf(({ triggers }) => triggers[0] !== undefined && TRIGGER_CLASS[triggers[0].kind] === wanted);
  return {
    atMostHourlyRatio: ratioOf((_, index) => (hourly[index] ?? 0) <= 1),
    atMostMinutelyRatio: ratioOf((_, index) => (hourly[index] ?? 0) <= 60),
    popularInvocationRatio: sum(hourly.filter((perHour) => perHour > 60)) / sum(hourly),
    triggerRatio: {
      http: triggerRatio("http"),
      queue: triggerRatio("queue"),
      timer: triggerRatio("timer"),
      other: triggerRatio("other"),
    },
    durationLogMean,
    durationLogSd: Math.sqrt(sum(logs.map((log) => (log - durationLogMean) ** 2)) / logs.length),
    belowSecondRatio: ratioOf((_, index) => (seconds[index] ?? 0) < 1),
    belowMinuteRatio: ratioOf((_, index) => (seconds[index] ?? 0) < 60),
  };
}
