import type { Baseline, SeasonalProfile } from "../domain/baseline.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import { DAY_MS } from "../domain/time.ts";
import type { Trigger } from "../domain/trigger.ts";

/** A fleet that exists nowhere, with what would have been learned of it. */
export type TypicalFleet = {
  readonly catalogue: Catalogue;
  readonly baselineOf: (functionName: string) => Baseline | undefined;
  readonly nowMs: number;
};

const NOW_MS = 0;
const REGION = "us-east-1";
const ACCOUNT_ID = "000000000000";

/** Of a hundred functions so many are called by a timer, a queue, a gateway and whoever knows the address. */
const TRIGGERS: readonly { readonly ofHundred: number; readonly trigger: Trigger }[] = [
  { ofHundred: 60, trigger: { kind: "schedule", sourceArn: "timer" } },
  { ofHundred: 28, trigger: { kind: "sqs", mappingId: "mapping", sourceArn: "queue", enabled: true } },
  { ofHundred: 10, trigger: { kind: "api-gateway", sourceArn: "gateway" } },
  { ofHundred: 2, trigger: { kind: "function-url", isPublic: true } },
];

/** Runs a minute of the busiest; the others have less by rank, so that few do most of what an account does. */
const BUSIEST_RUNS = 600;
const RUN_MS = 300;
const SLOTS_PER_DAY = 288;
const HORIZONS = 16;
const DAYS = 14;

/**
 * Functions as they are in the middle: nobody knows the real ones before the guard is deployed, and its schedule is made from its
 * own inventory and history then.
 */
export function typicalFleet(functions: number): TypicalFleet {
  const profiles = Array.from({ length: functions }, (_, rank) => profileOf(rank));
  const baselines = new Map<number, Baseline>();
  const rankOf = new Map(profiles.map(({ functionName }, rank) => [functionName, rank]));
  return {
    catalogue: {
      takenAtMs: NOW_MS,
      accountId: ACCOUNT_ID,
      region: REGION,
      limits: { concurrentExecutions: 1_000, unreservedConcurrentExecutions: 1_000 },
      functions: profiles,
      unanswered: [],
    },
    nowMs: NOW_MS,
    baselineOf: (functionName) => {
      const rank = rankOf.get(functionName);
      if (rank === undefined) return undefined;
      // One for each power of two: a hundred thousand of their own would take memory and show nothing else.
      const doubling = Math.floor(Math.log2(rank + 1));
      const known = baselines.get(doubling) ?? baselineOf(BUSIEST_RUNS / 2 ** doubling);
      baselines.set(doubling, known);
      return known;
    },
  };
}

function profileOf(rank: number): FunctionProfile {
  const functionName = `function-${rank}`;
  return {
    functionName,
    functionArn: `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${functionName}`,
    revisionId: "",
    describedAtMs: NOW_MS,
    memoryMb: 512,
    architecture: "x86_64",
    timeoutSeconds: 30,
    lastModifiedMs: NOW_MS - 30 * DAY_MS,
    tags: {},
    triggers: triggersOf(rank),
    reservedConcurrency: "unreserved",
    provisionedConcurrency: 0,
    maximumEventAgeSeconds: 21_600,
    hasDeadLetterQueue: false,
    hasFailureDestination: false,
    recursionDetection: "terminate",
    hosting: "on-demand",
    isDurable: false,
  };
}

/** Spread over the ranks: 37 and 100 have no common divisor. */
function triggersOf(rank: number): readonly Trigger[] {
  let below = 0;
  for (const { ofHundred, trigger } of TRIGGERS) {
    below += ofHundred;
    if ((rank * 37) % 100 < below) return [trigger];
  }
  return [];
}

const baselineOf = (runsPerMinute: number): Baseline => ({
  version: 2,
  learnedAtMs: NOW_MS,
  basis: "own",
  historyDays: DAYS,
  invocations: steady(runsPerMinute),
  durationMs: steady(RUN_MS * runsPerMinute, RUN_MS),
  meanDurationMs: RUN_MS,
  busyConcurrency: Math.max(1, (RUN_MS * runsPerMinute) / 60_000),
  errorsPerMinute: 0,
  asyncEventsPerMinute: steady(0),
  asyncEventsSeen: false,
});

/** @param overdispersion of what comes one by one 1; of milliseconds as long as a run takes */
const steady = (perMinute: number, overdispersion = 1): SeasonalProfile => ({
  byTimeOfDay: new Array<number>(SLOTS_PER_DAY).fill(perMinute),
  byWeekday: new Array<number>(7).fill(1),
  overdispersion,
  relativeSpread: 0.15,
  recordPerMinute: 2 * perMinute,
  days: DAYS,
  ownBursts: new Array<number>(HORIZONS).fill(2),
});
