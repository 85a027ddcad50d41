import { HORIZONS } from "../../lib/detect/horizons.ts";
import type { Anomaly, SignalKind } from "../../lib/domain/anomaly.ts";
import type { Baseline, SeasonalProfile } from "../../lib/domain/baseline.ts";
import type { Catalogue, FunctionProfile } from "../../lib/domain/function-profile.ts";
import type { GuardPolicy } from "../../lib/domain/guard-policy.ts";
import type { Incident } from "../../lib/domain/incident.ts";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import type { Trigger } from "../../lib/domain/trigger.ts";
import { parsePolicy } from "../../lib/policy/parse-policy.ts";

/** 2026-11-22T03:00:00Z. */
export const NOW_MS = 1_795_316_400_000;

export const aPolicy = (changes: Partial<GuardPolicy> = {}): GuardPolicy => ({
  ...parsePolicy("", "defaults"),
  ...changes,
});

export const aQueue = (mappingId = "map-1", enabled = true): Trigger => ({
  kind: "sqs",
  mappingId,
  sourceArn: "arn:aws:sqs:eu-west-1:123456789012:orders",
  enabled,
});

export const aFunctionUrl: Trigger = { kind: "function-url", isPublic: true };
export const aBucket: Trigger = { kind: "s3", sourceArn: "arn:aws:s3:::uploads" };

export const aProfile = (changes: Partial<FunctionProfile> = {}): FunctionProfile => ({
  functionName: "checkout",
  functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:checkout",
  revisionId: "first",
  describedAtMs: NOW_MS - 10 * MINUTE_MS,
  memoryMb: 1024,
  architecture: "arm64",
  timeoutSeconds: 30,
  lastModifiedMs: NOW_MS - 1e9,
  tags: {},
  triggers: [aFunctionUrl],
  reservedConcurrency: "unreserved",
  provisionedConcurrency: 0,
  maximumEventAgeSeconds: 21_600,
  recursionDetection: "terminate",
  hasDeadLetterQueue: false,
  hasFailureDestination: false,
  hosting: "on-demand",
  isDurable: false,
  ...changes,
});

export const aCatalogue = (
  functions: readonly FunctionProfile[] = [aProfile()],
  changes: Partial<Catalogue> = {},
): Catalogue => ({
  takenAtMs: NOW_MS - 10 * MINUTE_MS,
  accountId: "123456789012",
  region: "eu-west-1",
  limits: { concurrentExecutions: 1000, unreservedConcurrentExecutions: 1000 },
  functions,
  unanswered: [],
  ...changes,
});

const flat = (perMinute: number): SeasonalProfile => ({
  byTimeOfDay: Array<number>(288).fill(perMinute),
  byWeekday: Array<number>(7).fill(1),
  overdispersion: 1,
  relativeSpread: 0.1,
  recordPerMinute: 2 * perMinute,
  days: 14,
  ownBursts: HORIZONS.map(() => 2),
});

export const aBaseline = (changes: Partial<Baseline> = {}): Baseline => ({
  version: 2,
  functionName: "checkout",
  learnedAtMs: NOW_MS - 60 * MINUTE_MS,
  basis: "own",
  historyDays: 14,
  invocations: flat(60),
  durationMs: flat(6_000),
  meanDurationMs: 100,
  busyConcurrency: 3.2,
  errorsPerMinute: 0,
  asyncEventsPerMinute: flat(0),
  asyncEventsSeen: false,
  ...changes,
});

export const anAnomaly = (
  impactUsdPerHour = 12.5,
  kinds: readonly SignalKind[] = ["volume", "concurrency"],
): Anomaly => ({
  functionName: "checkout",
  beganAtMs: NOW_MS - 5 * MINUTE_MS,
  judgedAtMs: NOW_MS,
  signals: kinds.map((kind) => ({
    kind,
    score: 9,
    actual: 6_000,
    expected: 60,
    unit: "per minute",
    sentence: `${kind} is 100 times the usual`,
  })),
  burn: {
    actualUsdPerHour: impactUsdPerHour + 0.1,
    expectedUsdPerHour: 0.1,
    impactUsdPerHour,
    atRiskUsd: 8 * impactUsdPerHour,
    riskHours: 8,
  },
  excessUsd: 1,
  cause: "flood",
  causeSentence: "Many short runs from a public entrance.",
  severity: "critical",
});

export const anIncident = (changes: Partial<Incident> = {}): Incident => ({
  incidentId: "incident-1",
  functionName: "checkout",
  status: "open",
  beganAtMs: NOW_MS - 5 * MINUTE_MS,
  openedAtMs: NOW_MS,
  lastSeenAtMs: NOW_MS,
  latest: anAnomaly(),
  peakUsdPerHour: 12.5,
  plan: { kind: "alert", reason: "not decided yet" },
  version: 0,
  ...changes,
});
