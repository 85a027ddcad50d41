import { setTimeout } from "node:timers/promises";
import { type Clock, type EpochMs, SECOND_MS } from "../domain/time.ts";

/** Resolves when one more control plane request may go out. */
export type ControlPlanePace = () => Promise<void>;

/**
 * Lets requests go at an even rate. A caller that is slower than the rate never waits.
 * @param requestsPerSecond below the 15 that AWS allows everybody in an account and region together, so that deployments,
 *   and the brake itself, get through meanwhile
 * @param pause waits so many milliseconds
 */
export function evenPace(
  requestsPerSecond: number,
  clock: Clock,
  pause: (ms: number) => Promise<unknown> = (ms) => setTimeout(ms),
): ControlPlanePace {
  let nextAtMs: EpochMs = 0;
  // A pause counts as time gone by, also when the clock is a simulated one that stands still meanwhile.
  let reachedMs: EpochMs = 0;
  return async () => {
    const nowMs = Math.max(clock(), reachedMs);
    const atMs = Math.max(nowMs, nextAtMs);
    nextAtMs = atMs + SECOND_MS / requestsPerSecond;
    if (atMs > nowMs) await pause(atMs - nowMs);
    reachedMs = Math.max(reachedMs, atMs);
  };
}
