import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { MetricPace } from "../../../lib/aws/metric-pace.ts";
import { cloudWatchMetrics } from "../../../lib/aws/metrics.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../lib/domain/time.ts";
import { type ScriptedAnswer, type ScriptedRequest, scriptedAws } from "./scripted-aws.ts";

export const START_MS = Date.UTC(2026, 10, 22, 3, 0, 0);
export const NOW_MS = START_MS + HOUR_MS;
export const FIVE_MINUTES = { startMs: START_MS, endMs: START_MS + 5 * MINUTE_MS, periodSeconds: 60 };

/** A query as it goes over the wire. */
export type WireQuery = {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: {
    readonly Metric: {
      readonly MetricName: string;
      readonly Dimensions?: readonly { readonly Value: string }[];
    };
    readonly Stat: string;
  };
};

export const queriesOf = ({ body }: ScriptedRequest) => body.MetricDataQueries as readonly WireQuery[];
/** The value of the query's dimension: which function, queue or stream it asks about. */
export const subjectOf = (query: WireQuery) => query.MetricStat?.Metric.Dimensions?.[0]?.Value;

export type WirePoint = readonly [minute: number, value: number | string];

/** One result as CloudWatch sends it. */
export const result = (query: WireQuery, points: readonly WirePoint[], StatusCode = "Complete") => ({
  Id: query.Id,
  Label: query.Id,
  Timestamps: points.map(([minute]) => (START_MS + minute * MINUTE_MS) / SECOND_MS),
  Values: points.map(([, value]) => value),
  StatusCode,
});

/** One datapoint as GetMetricStatistics sends it. */
export const datapoint = (minute: number, values: Readonly<Record<string, number>>) => ({
  Timestamp: (START_MS + minute * MINUTE_MS) / SECOND_MS,
  ...values,
});

export const answerAll =
  (points: readonly WirePoint[]) =>
  (request: ScriptedRequest): ScriptedAnswer => ({
    body: { MetricDataResults: queriesOf(request).map((query) => result(query, points)) },
  });

export const named = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    functionName: `f-${index}`,
    measurements: ["invocations", "durationMs"] as const,
  }));

/** A clock at which time goes by only while a call waits for its turn. */
export type Surroundings = {
  readonly nowMs?: number;
  readonly clock?: () => number;
  readonly pace?: MetricPace;
  readonly maxAttempts?: number;
};

/** The reader over a scripted CloudWatch, in no hurry unless told otherwise. */
export function readerOver(
  script: (request: ScriptedRequest) => ScriptedAnswer,
  { nowMs = NOW_MS, clock = () => nowMs, pace, maxAttempts = 1 }: Surroundings = {},
) {
  const { config, requests } = scriptedAws(script);
  const client = new CloudWatchClient({ ...config, maxAttempts });
  const unhurried: MetricPace = async (_call, waitAtMostMs) => waitAtMostMs > 0;
  return { reader: cloudWatchMetrics(client, clock, pace ?? unhurried), requests };
}
