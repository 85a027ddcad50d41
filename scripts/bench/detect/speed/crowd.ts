import type { FunctionProfile } from "../../../../lib/domain/function-profile.ts";
import { finalUntil } from "../../../../lib/domain/lambda-metric.ts";
import type { Measurement, TimeRange, Window } from "../../../../lib/domain/observation.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../../../lib/domain/time.ts";
import type { MetricReader, WindowRequest } from "../../../../lib/ports/metrics.ts";
import { randomStream } from "../../../../lib/sim/random.ts";
import { chooseReads } from "../../../../lib/watch/schedule.ts";
import { longRange, tickRange } from "../../../../lib/watch/window.ts";
import { type FunctionKind, kindAt } from "./function-kinds.ts";
import { runTimes, sizeOf } from "./learn-kinds.ts";

/** Many functions whose metrics lie in memory: what remains of a tick is the guard's own work. */
export type Crowd = {
  readonly profiles: readonly FunctionProfile[];
  readonly metrics: MetricReader;
  /** Datapoints handed out so far. */
  datapoints(): number;
};

const ATTACKED_MINUTES = 12;

export const functionNameOf = (index: number): string => `service-${String(index).padStart(6, "0")}`;

/**
 * Draws the metrics of `count` functions as a tick at `nowMs` will ask for them; at once, so that drawing is not measured.
 * @param seed another seed draws another sample of the same functions
 */
export function crowdOf(count: number, seed: number, nowMs: EpochMs): Crowd {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const minutes = tickRange(nowMs);
  const drawn = new Map(
    indexes.map((index) => [keyOf(functionNameOf(index), minutes), draw(index, seed, minutes, nowMs)]),
  );
  const slots = longRange(nowMs);
  const inTurn = new Set(longLookAt(indexes.map(functionNameOf), nowMs));
  for (const index of indexes)
    if (inTurn.has(functionNameOf(index)))
      drawn.set(keyOf(functionNameOf(index), slots), draw(index, seed, slots, nowMs));
  const silence = new Map([minutes, slots].map((range) => [range.periodSeconds, drawSilence(range)]));
  let datapoints = 0;

  const answer = ({ functionName = "", measurements }: WindowRequest, range: TimeRange): Window => {
    const known = drawn.get(keyOf(functionName, range)) ?? {};
    const series: Partial<Record<Measurement, readonly number[]>> = {};
    for (const measurement of measurements) {
      const values = known[measurement] ?? silence.get(range.periodSeconds) ?? [];
      series[measurement] = values;
      datapoints += values.length;
    }
    return {
      functionName,
      startMs: range.startMs,
      periodSeconds: range.periodSeconds,
      finalUntilMs: finalUntil(range.endMs, nowMs),
      series,
    };
  };

  return {
    profiles: indexes.map(profileOf),
    metrics: {
      readWindows: async (requests, range) => ({
        windows: requests.map((request) => answer(request, range)),
        unread: [],
      }),
      // Nothing is known of the account's total, so every function is read: the dearest tick there is.
      readAccountTotals: async () => ({ windows: [], unread: [] }),
      rankByDuration: async () => [],
    },
    datapoints: () => datapoints,
  };
}

/** The functions whose last hours are read, too. */
const longLookAt = (functionNames: readonly string[], nowMs: EpochMs): readonly string[] =>
  chooseReads({ functionNames, suspects: new Set(), tripwire: { tripped: true, reason: "" }, nowMs }).longLook
    .functionNames;

type Drawn = Partial<Record<Measurement, readonly number[]>>;

const keyOf = (functionName: string, { periodSeconds }: TimeRange): string =>
  `${functionName} ${periodSeconds}`;

const periodsOf = ({ startMs, endMs, periodSeconds }: TimeRange): number =>
  Math.floor((endMs - startMs) / (periodSeconds * SECOND_MS));

const drawSilence = (range: TimeRange): readonly number[] => new Array<number>(periodsOf(range)).fill(0);

function draw(index: number, seed: number, range: TimeRange, nowMs: EpochMs): Drawn {
  const kind = kindAt(index);
  const random = randomStream(seed, `traffic ${index} ${range.periodSeconds}`);
  const minutes = (range.periodSeconds * SECOND_MS) / MINUTE_MS;
  const times = sizeOf(index) * minutes;
  const invocations = Array.from({ length: periodsOf(range) }, (_, period) =>
    random.poisson(times * perMinuteAt(kind, range.startMs + period * minutes * MINUTE_MS, nowMs)),
  );
  return {
    invocations,
    durationMs: runTimes(invocations, kind, random),
    ...(kind.attackedPerMinute === undefined
      ? {}
      : { maxConcurrency: invocations.map((runs) => Math.ceil((2 * runs * kind.runMs) / MINUTE_MS)) }),
  };
}

const perMinuteAt = (
  { perMinute, attackedPerMinute }: FunctionKind,
  atMs: EpochMs,
  nowMs: EpochMs,
): number =>
  attackedPerMinute !== undefined && atMs >= nowMs - ATTACKED_MINUTES * MINUTE_MS
    ? attackedPerMinute
    : perMinute(atMs);

const profileOf = (index: number): FunctionProfile => ({
  functionName: functionNameOf(index),
  functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionNameOf(index)}`,
  memoryMb: 512,
  architecture: "x86_64",
  timeoutSeconds: 30,
  lastModifiedMs: 0,
  tags: {},
  triggers: [{ kind: "function-url", isPublic: true }],
  reservedConcurrency: "unreserved",
  provisionedConcurrency: 0,
  maximumEventAgeSeconds: 21_600,
  recursionDetection: "terminate",
});
