import type { EpochMs } from "../domain/time.ts";
import type { AccountFaces } from "./faces.ts";
import type { FunctionFates } from "./fates.ts";
import type { Change, FunctionSpec } from "./spec.ts";

/** The world as those who play and score it see it; the guard sees only its `AccountFaces`. */
export type SimulatedAccount = AccountFaces & {
  /** Plays on to `toMs` in steps of ten seconds. @throws {RangeError} when that is in the past */
  advanceTo(toMs: EpochMs): void;
  /** Adds changes; those whose time has passed take effect with the next minute. @throws {RangeError} on an unknown function or trigger */
  schedule(changes: readonly Change[]): void;
  /**
   * Creates functions; they are there at once and run from the next minute on.
   * @throws {RangeError} when one has the name of another, or sends to a trigger that does not exist
   */
  addFunctions(functions: readonly FunctionSpec[]): void;
  /**
   * Deletes a function, with its mappings and rules; what is sent to it from now on is lost. Its metrics stay, as in
   * CloudWatch. @throws {RangeError} on an unknown function
   */
  removeFunction(functionName: string): void;
  /** From now on all metrics become visible so many milliseconds later than usual, >= 0; 0 ends that. */
  delayMetrics(delayMs: number): void;
  /** Also of one that was removed. @throws {RangeError} on an unknown function */
  fates(functionName: string): FunctionFates;
  /** What the function has cost since the world began, at list price. @throws {RangeError} on an unknown function */
  costUsd(functionName: string): number;
  /** What the whole fleet cost in each minute of the half-open range, by the minute in which runs started. */
  fleetUsdPerMinute(fromMs: EpochMs, toMs: EpochMs): number[];
};
