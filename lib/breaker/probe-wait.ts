import type { GuardPolicy } from "../domain/guard-policy.ts";
import { MINUTE_MS } from "../domain/time.ts";

/**
 * How long to wait before the next probe, in ms: the first wait times the back-off factor for each probe that failed,
 * up to the policy's longest wait.
 *
 * @param attempt probes that have failed since the trip, >= 0
 */
export function probeWaitMs(times: GuardPolicy["breaker"], attempt: number): number {
  const minutes = times.firstProbeAfterMinutes * times.backoffFactor ** attempt;
  return Math.min(minutes, times.maxProbeAfterMinutes) * MINUTE_MS;
}
