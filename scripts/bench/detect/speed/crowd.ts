import type { Catalogue, FunctionProfile } from "../../../../lib/domain/function-profile.ts";
import { finalUntil } from "../../../../lib/domain/lambda-metric.ts";
import type { Measurement, TimeRange, Window } from "../../../../lib/domain/observation.ts";
import type { EpochMs } from "../../../../lib/domain/time.ts";
import type { MetricReader, WindowRequest } from "../../../../lib/ports/metrics.ts";
import { lambdaPrices } from "../../../../lib/pricing/prices.ts";
import { chooseReads } from "../../../../lib/watch/schedule.ts";
import { weighFleet } from "../../../../lib/watch/weigh-fleet.ts";
import { longRange, tickRange } from "../../../../lib/watch/window.ts";
import { type Drawn, drawMetrics, periodsOf, totalOf } from "./draw-metrics.ts";
import { READ_EVERYTHING } from "./read-everything.ts";

/** Many functions whose metrics lie in memory: what remains of a tick is the guard's own work. */
export type Crowd = {
  readonly profiles: readonly FunctionProfile[];
  readonly metrics: MetricReader;
  /** Datapoints handed out so far. */
  datapoints(): number;
};

export const functionNameOf = (index: number): string => `service-${String(index).padStart(6, "0")}`;

/**
 * Draws the metrics of `count` functions as a tick at `nowMs` will ask for them; at once, so that drawing is not measured.
 * @param seed another seed draws another sample of the same functions
 */
export function crowdOf(count: number, seed: number, nowMs: EpochMs): Crowd {
  const profiles = Array.from({ length: count }, (_, index) => profileOf(index));
  const drawn = drawAll(profiles, seed, nowMs);
  let datapoints = 0;
  const answer = ({ functionName, measurements }: WindowRequest, range: TimeRange): Window => {
    const silence = new Array<number>(periodsOf(range)).fill(0);
    const known = drawn.get(range.periodSeconds)?.get(functionName) ?? {};
    const series: Partial<Record<Measurement, readonly number[]>> = {};
    for (const measurement of measurements) series[measurement] = known[measurement] ?? silence;
    datapoints += measurements.length * silence.length;
    return {
      ...(functionName === undefined ? {} : { functionName }),
      startMs: range.startMs,
      periodSeconds: range.periodSeconds,
      finalUntilMs: finalUntil(range.endMs, nowMs),
      series,
    };
  };
  return {
    profiles,
    metrics: {
      readWindows: async (requests, range) => ({
        windows: requests.map((request) => answer(request, range)),
        unread: [],
      }),
      readAccountTotals: async (measurements, range) => ({
        windows: [answer({ measurements }, range)],
        unread: [],
      }),
      readSourceArrivals: async () => new Map(),
      rankByDuration: async () => [],
      listActiveFunctions: async () => ({ functionNames: new Set() }),
    },
    datapoints: () => datapoints,
  };
}

type DrawnByName = ReadonlyMap<string | undefined, Drawn>;

/** By the length of the periods: every function's minutes, and the last hours of those whose turn it is. */
function drawAll(
  profiles: readonly FunctionProfile[],
  seed: number,
  nowMs: EpochMs,
): ReadonlyMap<number, DrawnByName> {
  const functionNames = profiles.map(({ functionName }) => functionName);
  const drawEach = (names: readonly string[], range: TimeRange): [number, DrawnByName] => {
    const wanted = new Set(names);
    const each = functionNames.flatMap((functionName, index): [string, Drawn][] =>
      wanted.has(functionName) ? [[functionName, drawMetrics(index, seed, range, nowMs)]] : [],
    );
    const total = totalOf(
      each.map(([, ofOne]) => ofOne),
      functionNames.length / Math.max(1, each.length),
    );
    return [range.periodSeconds, new Map<string | undefined, Drawn>([...each, [undefined, total]])];
  };
  return new Map([
    drawEach(functionNames, tickRange(nowMs)),
    drawEach(longLookAt(profiles, nowMs), longRange(nowMs)),
  ]);
}

/** The functions whose last hours are read, too. */
const longLookAt = (profiles: readonly FunctionProfile[], nowMs: EpochMs): readonly string[] =>
  chooseReads({
    fleet: weighFleet({
      catalogue: catalogueOf(profiles, nowMs),
      baselineOf: () => undefined,
      prices: lambdaPrices(REGION),
      nowMs,
    }),
    suspects: new Set(),
    explaining: new Set(),
    watchListed: new Set(),
    allowance: READ_EVERYTHING,
    nowMs,
  }).longLook.functionNames;

const REGION = "us-east-1";

export const catalogueOf = (functions: readonly FunctionProfile[], nowMs: EpochMs): Catalogue => ({
  takenAtMs: nowMs,
  accountId: "123456789012",
  region: REGION,
  limits: { concurrentExecutions: 1000, unreservedConcurrentExecutions: 1000 },
  functions,
  unanswered: [],
});

const profileOf = (index: number): FunctionProfile => ({
  functionName: functionNameOf(index),
  functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionNameOf(index)}`,
  revisionId: "",
  describedAtMs: 0,
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
  hasDeadLetterQueue: false,
  hasFailureDestination: false,
  hosting: "on-demand",
  isDurable: false,
});
