import type { Cause } from "../domain/anomaly.ts";
import type { Incident } from "../domain/incident.ts";
import type { LedgerEntry, LedgerEvent } from "../domain/ledger.ts";
import type { Operator } from "../domain/operator.ts";
import type { EpochMs } from "../domain/time.ts";

/** One incident that the guard would have stopped and did not: it only watched, or a question was open. */
export type WouldHaveLine = {
  readonly incidentId: string;
  readonly functionName: string;
  readonly cause: Cause;
  /** When the guard would have tripped. */
  readonly sinceMs: EpochMs;
  /** Up to when it is counted: the incident's end, or its last minute so far. */
  readonly untilMs: EpochMs;
  readonly isGoingOn: boolean;
  /** USD beyond what the brake would have let through, list price. */
  readonly savedUsd: number;
  /** Rightful calls that the brake would have refused. */
  readonly refusedCalls: number;
};

/** A trip that was really made. */
export type TripLine = {
  readonly functionName: string;
  readonly atMs: EpochMs;
  readonly by: Operator;
  readonly reason: string;
  readonly incidentId?: string;
};

/** What enforce mode would have saved and refused, and what was tripped anyway. Estimates, for the whole of each incident. */
export type SavingsReport = {
  /** Half-open `[fromMs, untilMs)`. */
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
  readonly days: number;
  /** The dearest first. */
  readonly wouldHave: readonly WouldHaveLine[];
  readonly savedUsd: number;
  readonly refusedCalls: number;
  /** Newest first. */
  readonly trips: readonly TripLine[];
};

export type SavingsInput = {
  readonly incidents: readonly Incident[];
  /** Of the same time, over all functions. */
  readonly entries: readonly LedgerEntry[];
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
  readonly days: number;
};

const TRIPS: readonly LedgerEvent[] = ["breaker.tripped", "operator.killed"];

/** Adds up what the incidents of a time tell. An incident that began before it is counted as a whole. */
export function savingsReport({ incidents, entries, ...range }: SavingsInput): SavingsReport {
  const wouldHave = incidents.flatMap((incident) => lineOf(incident) ?? []);
  return {
    ...range,
    wouldHave: wouldHave.sort((a, b) => b.savedUsd - a.savedUsd),
    savedUsd: sum(wouldHave.map(({ savedUsd }) => savedUsd)),
    refusedCalls: sum(wouldHave.map(({ refusedCalls }) => refusedCalls)),
    trips: entries
      .filter(({ event }) => TRIPS.includes(event))
      .map(({ functionName, atMs, by, reason, incidentId }) => ({
        functionName,
        atMs,
        by,
        reason,
        ...(incidentId !== undefined && { incidentId }),
      }))
      .sort((a, b) => b.atMs - a.atMs),
  };
}

function lineOf({
  incidentId,
  functionName,
  latest,
  status,
  wouldHave,
}: Incident): WouldHaveLine | undefined {
  if (wouldHave === undefined) return undefined;
  const isGoingOn = status === "open";
  return { incidentId, functionName, cause: latest.cause, ...wouldHave, isGoingOn };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
