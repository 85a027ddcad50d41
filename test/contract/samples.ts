import { packBaselines, unpackBaselines } from "../../lib/aws/stores/packed-baselines.ts";
import { HORIZONS } from "../../lib/detect/horizons.ts";
import type { Alert } from "../../lib/domain/alert.ts";
import type { Baseline, SeasonalProfile } from "../../lib/domain/baseline.ts";
import type { Breaker } from "../../lib/domain/breaker.ts";
import type { Catalogue, FunctionProfile } from "../../lib/domain/function-profile.ts";
import type { Incident } from "../../lib/domain/incident.ts";
import type { LedgerEntry } from "../../lib/domain/ledger.ts";
import { GUARD } from "../../lib/domain/operator.ts";
import { HOUR_MS, MINUTE_MS, toIso } from "../../lib/domain/time.ts";

/** The moment at which every sample is taken. */
export const NOW_MS = Date.UTC(2026, 10, 22, 3, 4, 0);

export function sampleIncident(changes: Partial<Incident> = {}): Incident {
  const functionName = changes.functionName ?? "checkout";
  return {
    incidentId: `${functionName}-2026-11-22T03:04:00Z`,
    functionName,
    status: "open",
    beganAtMs: NOW_MS - 2 * MINUTE_MS,
    openedAtMs: NOW_MS,
    lastSeenAtMs: NOW_MS,
    latest: {
      functionName,
      beganAtMs: NOW_MS - 2 * MINUTE_MS,
      judgedAtMs: NOW_MS,
      signals: [
        {
          kind: "volume",
          score: 7.25,
          actual: 9_000,
          expected: 0.1,
          unit: "invocations/min",
          sentence: "9000 where 0.1 are normal.",
        },
      ],
      burn: {
        actualUsdPerHour: 12.5,
        expectedUsdPerHour: 0.000001,
        impactUsdPerHour: 12.499999,
        atRiskUsd: 99.999992,
        riskHours: 8,
      },
      excessUsd: 0.4,
      cause: "flood",
      causeSentence: "Many more calls of the usual kind.",
      severity: "critical",
    },
    peakUsdPerHour: 12.5,
    plan: { kind: "alert", reason: "The function is on probation." },
    version: 0,
    ...changes,
  };
}

export const armed: Breaker["state"] = { kind: "armed", sinceMs: NOW_MS };
export const recovering: Breaker["state"] = {
  kind: "armed",
  sinceMs: NOW_MS,
  recoveringUntilMs: NOW_MS + HOUR_MS,
};

export const tripped: Breaker["state"] = {
  kind: "tripped",
  grade: "full",
  attempt: 1,
  probeAtMs: NOW_MS + 5 * MINUTE_MS,
  sinceMs: NOW_MS,
  startedAtMs: NOW_MS,
  incidentId: "checkout-2026-11-22T03:04:00Z",
  brakes: [
    {
      setting: { kind: "concurrency", functionName: "checkout" },
      prior: { kind: "concurrency", reserved: "unreserved" },
      wanted: { kind: "concurrency", reserved: 0 },
      tripped: { kind: "concurrency", reserved: 0 },
      allowances: [{ kind: "concurrency", reserved: 1 }],
      ours: [{ kind: "concurrency", reserved: 0 }],
    },
  ],
  reason: "A flood costs $12.50 per hour.",
  by: GUARD,
  expiresAtMs: NOW_MS + 6 * HOUR_MS,
};

export function sampleEntry(changes: Partial<LedgerEntry> = {}): LedgerEntry {
  const atMs = changes.atMs ?? NOW_MS;
  return {
    entryId: `${toIso(atMs)}#breaker.tripped`,
    atMs,
    functionName: "checkout",
    event: "breaker.tripped",
    by: GUARD,
    reason: "A flood costs $12.50 per hour.",
    prior: { kind: "concurrency", reserved: "unreserved" },
    ...changes,
  };
}

export const sampleAlert = (changes: Partial<Alert> = {}): Alert => ({
  alertId: "checkout-2026-11-22T03:04:00Z#open",
  createdAtMs: NOW_MS,
  functionName: "checkout",
  severity: "critical",
  subject: "checkout burns $12.50 per hour",
  text: "What happened\nand what was done.",
  ...changes,
});

/** 0 to 1, without a pattern that compression could find. */
const noise = (seed: number): number => (Math.abs(Math.sin(seed * 12.9898)) * 43_758.5453) % 1;

const profile = (level: number): SeasonalProfile => ({
  // Digits that hardly compress, so that a few hundred functions fill several items.
  byTimeOfDay: Array.from({ length: 288 }, (_, slot) => level * noise(slot + 1_000 * level)),
  byWeekday: [0.5, 1, 1, 1, 1, 1.1, 0.7],
  overdispersion: 1.3,
  relativeSpread: 0.2,
  recordPerMinute: 3 * level,
  days: 14,
  ownBursts: HORIZONS.map((_, index) => 3 + Math.sin(index)),
});

/** As packing leaves it, so that it has to come back exactly. */
export const sampleBaseline = (functionName: string | undefined, level: number): Baseline => {
  const read = unpackBaselines(packBaselines([unpackedBaseline(functionName, level)]));
  const [baseline] = read.ok ? read.value : [];
  if (baseline === undefined) throw new Error("sampleBaseline: packing lost it");
  return baseline;
};

const unpackedBaseline = (functionName: string | undefined, level: number): Baseline => ({
  version: 2,
  ...(functionName === undefined ? {} : { functionName }),
  learnedAtMs: NOW_MS,
  basis: "own",
  historyDays: 14,
  invocations: profile(level),
  durationMs: profile(100 * level),
  meanDurationMs: 100,
  busyConcurrency: 2,
  errorsPerMinute: 0,
  asyncEventsPerMinute: profile(0),
  asyncEventsSeen: "unknown",
});

export const sampleProfile = (functionName: string): FunctionProfile => ({
  functionName,
  functionArn: `arn:aws:lambda:eu-west-1:123456789012:function:${functionName}`,
  revisionId: "0d7a4a3e-6f0e-4c3d-9a55-1f2b7c8d9e00",
  describedAtMs: NOW_MS,
  memoryMb: 512,
  architecture: "arm64",
  timeoutSeconds: 30,
  lastModifiedMs: NOW_MS - HOUR_MS,
  tags: { team: "shop", "overcurrent:protect": "" },
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

export const sampleCatalogue = (functionNames: readonly string[]): Catalogue => ({
  takenAtMs: NOW_MS,
  accountId: "123456789012",
  region: "eu-west-1",
  limits: { concurrentExecutions: 1_000, unreservedConcurrentExecutions: 900 },
  functions: functionNames.map(sampleProfile),
  unanswered: [{ functionName: "checkout", operation: "lambda:GetPolicy", reason: "AccessDeniedException" }],
});
