import { type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import { turnOf } from "./turn-of.ts";

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

export type ReadingList = {
  readonly functionNames: readonly string[];
  readonly reason: string;
  /** Of these, the ones whose last hours are read as well, for what creeps in slowly. */
  readonly longLook: { readonly functionNames: readonly string[]; readonly reason: string };
  /** Whether this minute is one of the sweep. */
  readonly isSweep: boolean;
};

/**
 * Reading 40 functions (one metric each) every 5 minutes costs about $3.50 a month, every minute $17. A look at the last
 * hours is one more read per function and hour: $0.29 a month for the 40.
 */
export const DEFAULT_SWEEP_MINUTES = 5;

/**
 * Which functions to read this minute, and how far back. Reading costs money, so most minutes only the account's total is
 * read; the sweep bounds how long something may hide in it.
 *
 * What creeps in over hours need not be looked for each minute: each function has its turn in one sweep of the hour, so
 * that no tick reads the last hours of all. A suspect always has it: a leech would otherwise seem to be over between two
 * looks, and be told again with each.
 */
export function chooseReads(input: ScheduleInput): ReadingList {
  const { functionNames, tripwire, suspects, sweepMinutes = DEFAULT_SWEEP_MINUTES } = input;
  const sweep = Math.floor(input.nowMs / (sweepMinutes * MINUTE_MS));
  const isSweep = Math.floor(input.nowMs / MINUTE_MS) % sweepMinutes === 0;
  const attended = functionNames.filter((name) => suspects.has(name));

  const turns = Math.max(1, Math.round(HOUR_MS / (sweepMinutes * MINUTE_MS)));
  const inTurn = (name: string): boolean => isSweep && turnOf(name, turns) === sweep % turns;
  const longLook = {
    functionNames: functionNames.filter((name) => suspects.has(name) || inTurn(name)),
    reason: isSweep ? `suspects, and turn ${(sweep % turns) + 1} of ${turns} in the hour` : "suspects",
  };

  if (tripwire.tripped) return { functionNames, reason: tripwire.reason, longLook, isSweep };
  if (isSweep) return { functionNames, reason: `sweep, every ${sweepMinutes} minutes`, longLook, isSweep };
  const reason =
    attended.length === 0
      ? "the account's total is as usual and nothing is going on"
      : "functions with an open incident or an active breaker";
  return { functionNames: attended, reason, longLook, isSweep };
}
