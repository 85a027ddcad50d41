import type { Anomaly } from "./anomaly.ts";
import type { Operator } from "./operator.ts";
import type { Plan } from "./plan.ts";
import { type EpochMs, MINUTE_MS } from "./time.ts";

/**
 * Anomalies of one function joined in time. At most one is open per function; the store enforces it.
 * - `open`: going on, nothing done about it (observe mode, alert only, or a person said no).
 * - `mitigated`: the breaker limits the function.
 * - `resolved`: quiet for the policy's quiet time with nothing left to restore.
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
  /** The anomaly as last judged; its signals are the evidence that alerts show. */
  readonly latest: Anomaly;
  /** Highest impact seen, USD per hour. */
  readonly peakUsdPerHour: number;
  readonly plan: Plan;
  /** A person restored or held it: the guard takes no action on this incident until a person releases it. */
  readonly standDown?: { readonly by: Operator; readonly atMs: EpochMs; readonly reason: string };
  /** Grows by one at each write; a write names the version it read. 0 = never stored. */
  readonly version: number;
};

/**
 * An anomaly that gives no ground to act is told when it has lasted so long: a blip, or the minute before a second witness
 * speaks, is no mail.
 */
export const ALERT_AFTER_MS = 2 * MINUTE_MS;
