import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import { FIRST_LOOK, type Measurement } from "../domain/observation.ts";
import { MINUTE_MS, SECOND_MS } from "../domain/time.ts";

/**
 * What to read of a function at first. Runs and durations are counted when a run ends, at the minute in which it began: a
 * function whose runs take ten minutes shows nothing for ten minutes. ConcurrentExecutions shows what runs now.
 *
 * It costs a second read, so it is asked only where runs usually take so long or nothing is known of them; and of every
 * function that may run so long when far more than usual runs at once in the account.
 *
 * @param isCrowded whether the account's total shows an unusual number of runs at once
 */
export function firstLookAt(
  { timeoutSeconds }: FunctionProfile,
  baseline: Baseline | undefined,
  isCrowded: boolean,
): readonly Measurement[] {
  const mayTakeMinutes = timeoutSeconds * SECOND_MS > MINUTE_MS;
  const takesMinutes = baseline === undefined || baseline.meanDurationMs >= MINUTE_MS;
  return mayTakeMinutes && (isCrowded || takesMinutes) ? [...FIRST_LOOK, "maxConcurrency"] : FIRST_LOOK;
}
