import type { Burn } from "./anomaly.ts";
import type { EpochMs } from "./time.ts";

/** A rise from day to day: too slow for any single hour to stand out. Found when baselines are learned, told, never acted on. */
export type SlowDrift = {
  readonly functionName: string;
  /** Start of the first of the raised days. */
  readonly sinceMs: EpochMs;
  /** Raised days up to now, 2 or more. */
  readonly days: number;
  /** The calmest of these days beside the usual day of the weeks before, > 1. */
  readonly timesUsual: number;
  /** Runs and milliseconds per run of the raised days, and of a usual day. */
  readonly runsPerDay: { readonly actual: number; readonly expected: number };
  readonly msPerRun: { readonly actual: number; readonly expected: number };
  readonly burn: Burn;
  /** When code or configuration was last changed, where that was about when the rise began. */
  readonly changedAtMs?: EpochMs;
};
