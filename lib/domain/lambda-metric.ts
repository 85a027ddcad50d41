import type { Measurement } from "./observation.ts";
import { type EpochMs, floorToMinute, MINUTE_MS } from "./time.ts";

/** Where a measurement is found: a metric of the namespace AWS/Lambda, and the statistic that adds up to it. */
export type LambdaMetric = {
  readonly metricName: string;
  readonly stat: "Sum" | "SampleCount" | "Maximum";
};

/**
 * Runs are counted by the samples of Duration and not by Invocations: up to five statistics of one metric are billed as
 * one, so counting and timing cost a single metric. A throttled call is in neither of the two.
 */
export const LAMBDA_METRICS: Readonly<Record<Measurement, LambdaMetric>> = {
  invocations: { metricName: "Duration", stat: "SampleCount" },
  durationMs: { metricName: "Duration", stat: "Sum" },
  errors: { metricName: "Errors", stat: "Sum" },
  throttles: { metricName: "Throttles", stat: "Sum" },
  maxConcurrency: { metricName: "ConcurrentExecutions", stat: "Maximum" },
  asyncEventsReceived: { metricName: "AsyncEventsReceived", stat: "Sum" },
  asyncEventsDropped: { metricName: "AsyncEventsDropped", stat: "Sum" },
  iteratorAgeMs: { metricName: "IteratorAge", stat: "Maximum" },
  recursionsDropped: { metricName: "RecursiveInvocationsDropped", stat: "Sum" },
};

/**
 * How long after its end a minute may still gain datapoints. Lambda's metrics appear 1 to 2 minutes after the run ended;
 * AWS promises nothing. Longer runs are stamped with their start and change older minutes still.
 */
export const SETTLING_MS = 2 * MINUTE_MS;

/** The end of the last minute that is final at `nowMs`, at most `endMs`. */
export const finalUntil = (endMs: EpochMs, nowMs: EpochMs): EpochMs =>
  Math.min(endMs, floorToMinute(nowMs - SETTLING_MS));
