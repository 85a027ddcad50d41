import type { BreakerState } from "../domain/breaker.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { GUARD, operatorName } from "../domain/operator.ts";
import { ok, refused } from "../domain/result.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, toIso } from "../domain/time.ts";
import { holdsBack } from "./brakes.ts";
import type { GuardStep, Transition } from "./event.ts";
import { nothing } from "./nothing.ts";
import { restoringFrom } from "./restoring.ts";

/** What a probe has drained still shows in the newest minutes for so long. */
const AFTERGLOW_MS = 5 * MINUTE_MS;

/** What comes back within so long after a restore of the guard is the same trouble. */
const RELAPSE_MS = HOUR_MS;

/** From `tripped`, too: a brake that turns out wrong must be able to go without a probe. */
export function restore(
  state: BreakerState,
  { reason, neverApplied, drained }: Extract<GuardStep, { kind: "restore" }>,
  nowMs: EpochMs,
): Transition {
  if (state.kind === "held") return refused({ kind: "stood-down", by: state.by });
  if (state.kind === "armed" || state.kind === "restoring") return nothing(`it is ${state.kind} already`);
  const { attempt } = state;
  return ok(
    restoringFrom(state, {
      reason,
      by: GUARD,
      nowMs,
      neverApplied,
      attempt: attempt + 1,
      recovers: drained !== true,
    }),
  );
}

/** Also ends what a person holds; before its time nobody ends that but a person. */
export function expire(state: BreakerState, reason: string, nowMs: EpochMs): Transition {
  if (state.kind === "armed" || state.kind === "restoring") return nothing(`it is ${state.kind}`);
  if (nowMs < state.expiresAtMs)
    return nothing(`${operatorName(state.by)} keeps it until ${toIso(state.expiresAtMs)}`);
  if (state.brakes.length === 0) return ok({ kind: "armed", sinceMs: nowMs });
  if (state.kind === "held") return ok(restoringFrom(state, { reason, by: GUARD, nowMs }));
  // Where probes have burned, what comes next is no backlog.
  const recovers = state.attempt === 0;
  return ok(restoringFrom(state, { reason, by: GUARD, nowMs, attempt: state.attempt + 1, recovers }));
}

/**
 * What piled up in a short trip drains in a short time, so the recovery never lasts longer than the trip did. Refused
 * callers leave nothing behind: whatever comes after them is new, and must not pass for a backlog.
 */
export function armedAfter(
  {
    sinceMs: trippedAtMs,
    brakes,
    thenOffUntilMs,
    attempt,
    recovers,
    reason,
    by,
    incidentId,
  }: Extract<BreakerState, { kind: "restoring" }>,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): BreakerState {
  if (thenOffUntilMs !== undefined && nowMs < thenOffUntilMs)
    return {
      kind: "held",
      sinceMs: nowMs,
      startedAtMs: nowMs,
      brakes: [],
      reason,
      by,
      expiresAtMs: thenOffUntilMs,
      ...(incidentId !== undefined && { incidentId }),
    };
  const mostMs = recovers === false ? AFTERGLOW_MS : times.recoveryMinutes * MINUTE_MS;
  const recoveryMs = brakes.some(holdsBack) ? Math.min(mostMs, nowMs - trippedAtMs) : 0;
  return {
    kind: "armed",
    sinceMs: nowMs,
    ...(recoveryMs > 0 && { recoveringUntilMs: nowMs + recoveryMs }),
    ...(attempt !== undefined && { relapse: { attempt, untilMs: nowMs + RELAPSE_MS } }),
  };
}
