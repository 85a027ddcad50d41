import { setTimeout } from "node:timers/promises";
import { type Clock, type EpochMs, SECOND_MS } from "../domain/time.ts";

/** Resolves when one more control plane request may go out. */
export type ControlPlanePace = () => Promise<void>;

/**
 * Lets requests go at an even rate. A caller that is slower than the rate never waits.
 *
 * It holds for one process and counts the calls made, not what the SDK repeats of them; after a refusal the SDK's adaptive
 * mode slows down by itself. Processes know nothing of each other. What bounds their sum is who asks: `watch` orders one
 * change after the other, the worst burner first, and so does `probe`, so that there are three of `actuate` at most as long
 * as one person orders at a time; the lease on the whole fleet lets only one of them trip. Of inventories of a target a lease
 * lets only one ask. What goes beyond the limit all the same is throttled by AWS and repeated (see `controlPlaneCall`).
 *
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
