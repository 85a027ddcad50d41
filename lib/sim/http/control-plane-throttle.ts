import type { EpochMs } from "../../domain/time.ts";

/**
 * Lambda's control plane admits 15 requests per second, all operations together (quota "API requests per second";
 * invocations do not count).
 *
 * The world's clock stands still while somebody works in it, so a bucket filled by it would refuse the sixteenth
 * request of a patient caller too. The bucket therefore has a clock of its own: every request takes a round trip,
 * and requests under way at the same time share it.
 */
const REQUESTS_PER_SECOND = 15;
const BURST = 15;
/** A usual round trip to the control plane; just slow enough that asking one by one never meets the limit. */
const ROUND_TRIP_MS = 70;

export type ThrottleState = { readonly clockMs: EpochMs; readonly tokens: number };

export const FULL_BUCKET: ThrottleState = { clockMs: 0, tokens: BURST };

/**
 * Whether one more request passes, and the bucket afterwards. A refused request takes no token.
 *
 * @param inFlight requests under way including this one, >= 1
 */
export function admit(
  state: ThrottleState,
  nowMs: EpochMs,
  inFlight: number,
): { readonly admitted: boolean; readonly state: ThrottleState } {
  const clockMs = Math.max(nowMs, state.clockMs + ROUND_TRIP_MS / inFlight);
  const refilled = ((clockMs - state.clockMs) / 1000) * REQUESTS_PER_SECOND;
  const tokens = Math.min(BURST, state.tokens + refilled);
  const admitted = tokens >= 1;
  return { admitted, state: { clockMs, tokens: admitted ? tokens - 1 : tokens } };
}
