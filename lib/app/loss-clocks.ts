import type { Breaker } from "../domain/breaker.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { lastSafeMs } from "../domain/loss-share.ts";
import type { EpochMs } from "../domain/time.ts";
import { rulesFor } from "../policy/rules-for.ts";

/** How long what waits behind a brake may still wait. */
export type RunningLossClock = {
  readonly functionName: string;
  /** From then on it is lost. */
  readonly lossAtMs: EpochMs;
  /** When the guard lets it go at the latest; absent: not before it is lost, since the policy says to stay braked. */
  readonly letGoAtMs?: EpochMs;
};

/** The loss clocks of all breakers that limit something; a trickle lets what waits through, so none runs under it. */
export function runningLossClocks(
  breakers: readonly Breaker[],
  catalogue: Catalogue | undefined,
  policy: GuardPolicy,
  ownNamePrefix: string,
  nowMs: EpochMs,
): readonly RunningLossClock[] {
  return breakers.flatMap(({ functionName, state }) => {
    if (state.kind === "armed" || state.kind === "restoring" || state.lossAtMs === undefined) return [];
    if (state.kind === "tripped" && state.grade === "trickle") return [];
    const profile = catalogue?.functions.find((each) => each.functionName === functionName);
    const rules = profile && rulesFor(policy, profile, ownNamePrefix, nowMs);
    // A person's hold ends in time, whatever the policy says.
    const isKept = state.kind !== "held" && (rules ?? policy).atLossClock === "keep";
    const easedAtMs = (isKept ? undefined : lastSafeMs(state)) ?? Infinity;
    const letGoAtMs = Math.min(state.expiresAtMs, easedAtMs);
    const { lossAtMs } = state;
    return [{ functionName, lossAtMs, ...(letGoAtMs < lossAtMs && { letGoAtMs }) }];
  });
}
