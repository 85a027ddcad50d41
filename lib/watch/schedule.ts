import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

export type ScheduleInput = {
  readonly nowMs: EpochMs;
  /** Every so many minutes everything is read, whatever the account's total says; a whole number >= 1. */
  readonly sweepMinutes: number;
  /** Whether the account's total looks unusual, and why. */
  readonly tripwire: { readonly tripped: boolean; readonly reason: string };
  /** Every function of the catalogue. */
  readonly functionNames: readonly string[];
  /** Functions with an open incident or an active breaker. */
  readonly attended: readonly string[];
};

export type ReadingList = { readonly functionNames: readonly string[]; readonly reason: string };

/** Every 5 minutes: for 40 functions about $3.50 a month instead of $17 when everything is read each minute. */
export const DEFAULT_SWEEP_MINUTES = 5;

/**
 * Which functions to read this minute. Reading costs money, so most minutes only the account's total is read; the
 * sweep bounds how long something may hide in it.
 */
export function scheduleReads(input: ScheduleInput): ReadingList {
  const { tripwire, sweepMinutes } = input;
  if (tripwire.tripped) return { functionNames: input.functionNames, reason: tripwire.reason };
  if (Math.floor(input.nowMs / MINUTE_MS) % sweepMinutes === 0)
    return { functionNames: input.functionNames, reason: `sweep, every ${sweepMinutes} minutes` };
  if (input.attended.length === 0)
    return { functionNames: [], reason: "the account's total is as usual and nothing is going on" };
  const catalogued = new Set(input.functionNames);
  const functionNames = [...new Set(input.attended)].filter((name) => catalogued.has(name));
  return { functionNames, reason: "functions with an open incident or an active breaker" };
}
