import type { Anomaly } from "./anomaly.ts";
import type { Operator } from "./operator.ts";
import type { Plan } from "./plan.ts";
import { type EpochMs, MINUTE_MS } from "./time.ts";

/**
 * Anomalies of one function joined in time. At most one is open per function; the store enforces it.
 * - `open`: going on, nothing done about it (observe mode, alert only, or a person said no).
 * - `mitigated`: the breaker limits the function.
 * - `resolved`: quiet for the policy's quiet time with nothing left to restore, or its function was deleted.
 */
export type Incident = {
  readonly incidentId: string;
  readonly functionName: string;
  readonly status: "open" | "mitigated" | "resolved";
  readonly beganAtMs: EpochMs;
  /** When the guard first saw it. */
  readonly openedAtMs: EpochMs;
  /** When it was last seen abnormal. */
  readonly lastSeenAtMs: EpochMs;
  readonly resolvedAtMs?: EpochMs;
  /** How it ended, where it was not by falling quiet. */
  readonly endedBy?: "function-deleted";
  /** The anomaly as last judged; its signals are the evidence that alerts show. */
  readonly latest: Anomaly;
  /** Highest impact seen, USD per hour. */
  readonly peakUsdPerHour: number;
  readonly plan: Plan;
  /** In approve mode: when a person was asked, and what was answered. */
  readonly approval?: Approval;
  /** What the brake would have spared and refused so far, where it was not applied: see lib/pricing/would-have.ts. */
  readonly wouldHave?: WouldHave;
  /** A person restored, held or rejected it: the guard takes no action on this incident until a person releases it. */
  readonly standDown?: { readonly by: Operator; readonly atMs: EpochMs; readonly reason: string };
  /** Grows by one at each write; a write names the version it read. 0 = never stored. */
  readonly version: number;
};

/** The question that approve mode puts to a person, and the answer; a rejection is a stand-down besides. */
export type Approval = {
  readonly askedAtMs: EpochMs;
  readonly answer?: {
    readonly decision: "approved" | "rejected";
    readonly by: Operator;
    readonly atMs: EpochMs;
    readonly reason: string;
  };
};

/** One line of the would-have-saved ledger, counted from minute to minute. */
export type WouldHave = {
  /** When the guard would have tripped. */
  readonly sinceMs: EpochMs;
  /** Up to when it is counted. */
  readonly untilMs: EpochMs;
  /** USD beyond what the brake would have let through and what was to be expected anyway, list price. */
  readonly savedUsd: number;
  /** Of the calls that were to be expected, how many the brake would have refused; 0 where events wait instead. */
  readonly refusedCalls: number;
};

/**
 * An anomaly that gives no ground to act is told when it has lasted so long: a blip, or the minute before a second witness
 * speaks, is no mail.
 */
export const ALERT_AFTER_MS = 2 * MINUTE_MS;
