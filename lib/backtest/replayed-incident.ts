import type { Anomaly } from "../domain/anomaly.ts";
import type { Plan } from "../domain/plan.ts";
import type { EpochMs } from "../domain/time.ts";
import type { HeldBack } from "./held-back.ts";

/** A time under a brake that the guard would have set. */
export type ReplayedTrip = {
  readonly trippedAtMs: EpochMs;
  /** Absent: still tripped when the recording ended. */
  readonly restoredAtMs?: EpochMs;
};

/** One incident as the guard would have had it. */
export type ReplayedIncident = {
  readonly incidentId: string;
  readonly functionName: string;
  /** First abnormal minute. */
  readonly beganAtMs: EpochMs;
  /** When the guard would first have seen it. */
  readonly openedAtMs: EpochMs;
  /** When somebody would have been told. Absent: it was over too soon, or covered by a plan. */
  readonly alarmedAtMs?: EpochMs;
  /** When it was last abnormal, or restored if that was later. */
  readonly endedAtMs: EpochMs;
  /** Whether it was still going on when the recording ended. */
  readonly isOpen: boolean;
  /** In order; empty: it would not have been stopped, and the reason of `plan` says why. */
  readonly trips: readonly ReplayedTrip[];
  /** What the first trip would have set, e.g. `reserved concurrency 0`; "" without a trip. */
  readonly brake: string;
  /** Whether events wait under that brake and run later, instead of being refused. */
  readonly isDeferred: boolean;
  /** The first plan that acts, or else the one with the most at risk. */
  readonly plan: Plan;
  /** The evidence for that plan. */
  readonly anomaly: Anomaly;
  /** Highest cost beyond the usual as recorded, USD per hour. */
  readonly peakUsdPerHour: number;
  /** Most that was at risk when it was judged; once it is stopped, less. */
  readonly peakAtRiskUsd: number;
  /** Cost beyond the usual from the beginning to the end as recorded, and up to the first trip; USD, list price. */
  readonly burnedUsd: number;
  readonly burnedBeforeTripUsd: number;
  readonly heldBack: HeldBack;
};

export const isAlarm = (incident: ReplayedIncident): boolean => incident.alarmedAtMs !== undefined;
export const isTrip = (incident: ReplayedIncident): boolean => incident.trips.length > 0;
