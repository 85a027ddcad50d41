import { setTimeout } from "node:timers/promises";
import { type Clock, type EpochMs, SECOND_MS } from "../domain/time.ts";

/** Resolves when one more control plane request may go out. */
export type ControlPlanePace = () => Promise<void>;

/**
 * Lets requests go at an even rate. A caller that is slower than the rate never waits.
 * @param pause waits so many milliseconds
 */
export function evenPace(
  requestsPerSecond: number,
  clock: Clock,
  pause: (ms: number) => Promise<unknown> = (ms) => setTimeout(ms),
): ControlPlanePace {
  let nextAtMs: EpochMs = 0;
  return async () => {
    const nowMs = clock();
    const atMs = Math.max(nowMs, nextAtMs);
    nextAtMs = atMs + SECOND_MS / requestsPerSecond;
    if (atMs > nowMs) await pause(atMs - nowMs);
  };
}

/** For simulated accounts, whose control plane has no other callers. */
export const unpaced: ControlPlanePace = async () => {};
