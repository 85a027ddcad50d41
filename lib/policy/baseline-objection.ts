import type { Baseline } from "../domain/baseline.ts";
import { DAY_MS, type EpochMs } from "../domain/time.ts";

/**
 * Learning comes to every function within two weeks if the guard's bill allows; what was normal longer ago is no ground to stop
 * anybody.
 */
const MAX_AGE_MS = 14 * DAY_MS;

/** Whether it is too old to act by. */
export const isBaselineOld = ({ learnedAtMs }: Baseline, nowMs: EpochMs): boolean =>
  nowMs - learnedAtMs > MAX_AGE_MS;

/** Why the guard must not act by what it has learned of a function, or `undefined` when that is fresh and enough. */
export function baselineObjection(
  baseline: Baseline | undefined,
  probationDays: number,
  nowMs: EpochMs,
): string | undefined {
  if (baseline === undefined) return "nothing has been learned about the function yet";
  if (isBaselineOld(baseline, nowMs))
    return `its baseline is ${Math.floor((nowMs - baseline.learnedAtMs) / DAY_MS)} days old: learning fails, or the limit of the guard's bill leaves no money for it`;
  return baseline.historyDays < probationDays
    ? `it is on probation: ${baseline.historyDays.toFixed(1)} of ${probationDays} days of history`
    : undefined;
}
