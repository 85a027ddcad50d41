import type { EpochMs } from "../domain/time.ts";
import type { AccountFaces } from "./faces.ts";
import type { FunctionFates } from "./fates.ts";
import type { Change } from "./spec.ts";

/** The world as those who play and score it see it; the guard sees only its `AccountFaces`. */
export type SimulatedAccount = AccountFaces & {
  /** Plays on to `toMs` in steps of ten seconds. @throws {RangeError} when that is in the past */
  advanceTo(toMs: EpochMs): void;
  /** Adds changes; those whose time has passed take effect with the next minute. @throws {RangeError} on an unknown function or trigger */
  schedule(changes: readonly Change[]): void;
  /** @throws {RangeError} on an unknown function */
  fates(functionName: string): FunctionFates;
  /** What the function has cost since the world began, at list price. @throws {RangeError} on an unknown function */
  costUsd(functionName: string): number;
  /** What the whole fleet cost in each minute of the half-open range, by the minute in which runs started. */
  fleetUsdPerMinute(fromMs: EpochMs, toMs: EpochMs): number[];
};
