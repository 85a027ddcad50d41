import type { Target, TargetRecord } from "../domain/target.ts";
import { type EpochMs, HOUR_MS } from "../domain/time.ts";

/** What is known of the targets besides home when their orders are given. */
export type TargetRound = {
  readonly targets: readonly Target[];
  readonly recordOf: ReadonlyMap<string, TargetRecord>;
  /** Functions at home, which shares the money with the others. */
  readonly homeFunctions: number;
  readonly nowMs: EpochMs;
};

/** Longer than any trip lasts, so that what is braked is tended until it runs again. */
const STAYS_BUSY_MS = 12 * HOUR_MS;
/**
 * Whether a target is watched in full. A member account is, since its owner asked for it; a region of the own account
 * where something runs, or did in the last hours. The others are looked at by their total alone.
 */
export const isWatchedInFull = (
  { spoke }: Target,
  record: TargetRecord | undefined,
  nowMs: EpochMs,
): boolean =>
  spoke !== undefined || (record?.lastActiveMs !== undefined && nowMs - record.lastActiveMs < STAYS_BUSY_MS);
