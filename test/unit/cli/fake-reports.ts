import type { FunctionPlan, PlanReport } from "../../../lib/app/plan-report.ts";
import type { SavingsReport } from "../../../lib/app/savings-report.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { NOW_MS } from "./fake-io.ts";

const aPlan: Omit<FunctionPlan, "functionName" | "calledBy" | "protection"> = {
  ruleName: "default",
  mode: "enforce",
  actAboveUsdAtRisk: 8,
  riskHours: 8,
  notNow: [],
  notices: [],
};

export const sharePreview: FunctionPlan = {
  ...aPlan,
  functionName: "share-preview",
  calledBy: "its public function URL",
  protection: {
    kind: "brake",
    changes: [
      {
        setting: { kind: "concurrency", functionName: "share-preview" },
        wanted: { kind: "concurrency", reserved: 0 },
        cap: { kind: "concurrency", reserved: 20 },
        allowances: [1, 4, 20].map((reserved) => ({ kind: "concurrency", reserved })),
        reason: "callers are refused with 429",
      },
    ],
    reason: "callers are refused with 429; nothing waits, so nothing is lost",
    againstFlood: { grade: "cap", reason: "20 executions at a time, as in a busy minute" },
    atLossClock: "release",
  },
};

export const shipmentSync: FunctionPlan = {
  ...aPlan,
  functionName: "shipment-sync",
  calledBy: "queue shipments",
  ruleName: "queues",
  mode: "approve",
  approval: { withinMinutes: 15, otherwise: "alert" },
  protection: {
    kind: "brake",
    changes: [
      {
        setting: { kind: "event-source", functionName: "shipment-sync", mappingId: "map-1" },
        wanted: { kind: "event-source", enabled: false, maximumConcurrency: "unlimited" },
        allowances: [{ kind: "event-source", enabled: true, maximumConcurrency: 2 }],
        reason: "messages stay in the queue",
        source: "queue shipments",
      },
    ],
    reason: "queue shipments is no longer read; its messages are lost after 4 d",
    againstFlood: { grade: "full", reason: "the full brake at once, since what it holds back waits" },
    lossAfterMs: 4 * DAY_MS,
    atLossClock: "ask",
  },
  notNow: ["it is on probation: 1.5 of 3 days of history"],
};

/** Two that have a brake, one that none is safe for, one that is exempt. */
export const plan: PlanReport = {
  atMs: NOW_MS,
  mode: "enforce",
  catalogueTakenAtMs: NOW_MS - 12 * MINUTE_MS,
  functions: [
    sharePreview,
    shipmentSync,
    {
      ...aPlan,
      functionName: "sign-in",
      calledBy: "a Cognito user pool",
      protection: { kind: "alert-only", reason: "the sign-in that calls it would break with it" },
    },
    {
      ...aPlan,
      functionName: "payments-book",
      calledBy: "queue payments",
      protection: { kind: "exempt", reason: "rule payments exempts it: no bill is worse" },
    },
  ],
};

export const savings: SavingsReport = {
  fromMs: NOW_MS - 30 * DAY_MS,
  untilMs: NOW_MS,
  days: 30,
  wouldHave: [
    {
      incidentId: "1",
      functionName: "share-preview",
      cause: "flood",
      sinceMs: NOW_MS - 50 * HOUR_MS,
      untilMs: NOW_MS - 48 * HOUR_MS,
      isGoingOn: false,
      savedUsd: 14.4378,
      refusedCalls: 1_204.3,
    },
    {
      incidentId: "2",
      functionName: "shipment-sync",
      cause: "retry-storm",
      sinceMs: NOW_MS - HOUR_MS,
      untilMs: NOW_MS,
      isGoingOn: true,
      savedUsd: 3.1,
      refusedCalls: 0,
    },
  ],
  savedUsd: 17.5378,
  refusedCalls: 1_204.3,
  trips: [
    {
      functionName: "checkout",
      atMs: NOW_MS - 9 * DAY_MS,
      by: { kind: "person", name: "ana" },
      reason: "leaked key",
    },
  ],
};
