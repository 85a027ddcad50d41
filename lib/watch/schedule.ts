import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

export type ScheduleInput = {
  readonly nowMs: EpochMs;
  /** Every so many minutes everything is read, whatever the account's total says; a whole number >= 1. Default 5. */
  readonly sweepMinutes?: number;
  /** Whether the account's total looks unusual, and why. */
  readonly tripwire: { readonly tripped: boolean; readonly reason: string };
  /** Every function of the catalogue. */
  readonly functionNames: readonly string[];
  /** Functions with an open incident or an active breaker. */
  readonly suspects: ReadonlySet<string>;
};

export type ReadingList = { readonly functionNames: readonly string[]; readonly reason: string };

/** For 40 functions about $3.50 a month instead of the $17 of reading everything each minute. */
const DEFAULT_SWEEP_MINUTES = 5;

/**
 * Which functions to read this minute. Reading costs money, so most minutes only the account's total is read; the
 * sweep bounds how long something may hide in it.
 */
export function chooseReads(input: ScheduleInput): ReadingList {
  const { functionNames, tripwire, suspects, sweepMinutes = DEFAULT_SWEEP_MINUTES } = input;
  if (tripwire.tripped) return { functionNames, reason: tripwire.reason };
  if (Math.floor(input.nowMs / MINUTE_MS) % sweepMinutes === 0)
    return { functionNames, reason: `sweep, every ${sweepMinutes} minutes` };
  const attended = functionNames.filter((name) => suspects.has(name));
  return attended.length === 0
    ? { functionNames: [], reason: "the account's total is as usual and nothing is going on" }
    : { functionNames: attended, reason: "functions with an open incident or an active breaker" };
}
