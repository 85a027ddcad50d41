import { type EpochMs, MINUTE_MS } from "../../domain/time.ts";
import { drawInteger } from "../fleet/draw.ts";
import type { AccountSpec, Change, FunctionSpec, TriggerKind } from "../spec.ts";

/** What the guard should end. */
export type Attack = {
  readonly functionName: string;
  readonly cause: "flood" | "retry-storm" | "write-loop";
  readonly trigger: TriggerKind;
  readonly beginMs: EpochMs;
  /** When the cause is gone: the callers give up, the downstream answers again, the owner has deployed a cure. */
  readonly endMs: EpochMs;
};

/** What looks unusual and is none of the guard's business. */
export type BenignEvent = {
  readonly functionName: string;
  readonly what: "launch" | "daily-batch" | "slower-version";
  readonly beginMs: EpochMs;
  readonly endMs: EpochMs;
};

export type AttackEpisode = { readonly attack: Attack; readonly changes: readonly Change[] };
export type BenignEpisode = { readonly benign: BenignEvent; readonly changes: readonly Change[] };

/** What the episodes of a day are written upon. */
export type Stage = {
  readonly account: AccountSpec;
  readonly startOfDayMs: EpochMs;
  readonly endOfDayMs: EpochMs;
};

/** @throws {RangeError} when the fleet has no such function */
export function memberOf({ account }: Stage, functionName: string): FunctionSpec {
  const found = account.functions.find((spec) => spec.functionName === functionName);
  if (found === undefined) throw new RangeError(`the fleet has no function ${functionName}`);
  return found;
}

/** A full minute from `earliestMs` to `earliestMs` + `withinMinutes`, both included, drawn by the account's seed. */
export const drawMinute = (
  { account }: Stage,
  what: string,
  earliestMs: EpochMs,
  withinMinutes: number,
): EpochMs => earliestMs + drawInteger(account.seed, what, withinMinutes + 1) * MINUTE_MS;
