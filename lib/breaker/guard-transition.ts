import type { BreakerState } from "../domain/breaker.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { GUARD, operatorName } from "../domain/operator.ts";
import { ok, refused } from "../domain/result.ts";
import { type EpochMs, MINUTE_MS, toIso } from "../domain/time.ts";
import { holdsBack, NOTHING_TO_BRAKE, newBrake, toAllowance, toTripped } from "./brakes.ts";
import type { GuardStep, Transition } from "./event.ts";
import { limitingOf } from "./limiting.ts";
import { probeWaitMs } from "./probe-wait.ts";
import { restoringFrom } from "./restoring.ts";

/** What the guard itself may do. It never touches what a person holds before that has expired. */
export function guardTransition(
  state: BreakerState,
  event: GuardStep,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): Transition {
  switch (event.kind) {
    case "trip":
      return trip(state, event, times, nowMs);
    case "probe":
      return probe(state, event.reason, times, nowMs);
    case "retrip":
      return retrip(state, event.reason, times, nowMs);
    case "restore":
      return restore(state, event, nowMs);
    case "expire":
      return expire(state, event.reason, nowMs);
    case "restored":
      return state.kind === "restoring"
        ? ok(armedAfter(state, times, nowMs))
        : nothing(`it is ${state.kind}, not being restored`);
    case "recovered":
      return state.kind === "armed" &&
        state.recoveringUntilMs !== undefined &&
        nowMs >= state.recoveringUntilMs
        ? ok({ kind: "armed", sinceMs: state.sinceMs })
        : nothing("it is not at the end of a recovery");
  }
}

function trip(
  state: BreakerState,
  event: Extract<GuardStep, { kind: "trip" }>,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): Transition {
  if (state.kind === "held") return refused({ kind: "stood-down", by: state.by });
  if (state.kind !== "armed") return nothing(`it is ${state.kind} already`);
  if (event.changes.length === 0) return nothing(NOTHING_TO_BRAKE);
  return ok({
    kind: "tripped",
    sinceMs: nowMs,
    startedAtMs: nowMs,
    incidentId: event.incidentId,
    brakes: event.changes.map(newBrake),
    reason: event.reason,
    by: GUARD,
    attempt: 0,
    probeAtMs: nowMs + probeWaitMs(times, 0),
    expiresAtMs: nowMs + Math.min(times.expiresAfterMinutes * MINUTE_MS, event.safeForMs ?? Infinity),
  });
}

function probe(
  state: BreakerState,
  reason: string,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): Transition {
  if (state.kind !== "tripped") return nothing(`it is ${state.kind}, not tripped`);
  if (nowMs < state.probeAtMs) return nothing(`the next probe is not due before ${toIso(state.probeAtMs)}`);
  return ok({
    ...limitingOf(state),
    kind: "probing",
    brakes: toAllowance(state.brakes),
    reason,
    by: GUARD,
    attempt: state.attempt,
    startedAtMs: nowMs,
    judgeAtMs: nowMs + times.probeMinutes * MINUTE_MS,
  });
}

function retrip(
  state: BreakerState,
  reason: string,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): Transition {
  if (state.kind !== "probing") return nothing(`it is ${state.kind}, not probing`);
  const attempt = state.attempt + 1;
  return ok({
    ...limitingOf(state),
    kind: "tripped",
    brakes: toTripped(state.brakes),
    reason,
    by: GUARD,
    startedAtMs: nowMs,
    attempt,
    probeAtMs: nowMs + probeWaitMs(times, attempt),
  });
}

/** From `tripped`, too: a brake that turns out wrong must be able to go without a probe. */
function restore(
  state: BreakerState,
  { reason, neverApplied }: Extract<GuardStep, { kind: "restore" }>,
  nowMs: EpochMs,
): Transition {
  if (state.kind === "held") return refused({ kind: "stood-down", by: state.by });
  if (state.kind === "armed" || state.kind === "restoring") return nothing(`it is ${state.kind} already`);
  return ok(restoringFrom(state, { reason, by: GUARD, nowMs, neverApplied }));
}

function expire(state: BreakerState, reason: string, nowMs: EpochMs): Transition {
  if (state.kind === "armed" || state.kind === "restoring") return nothing(`it is ${state.kind}`);
  if (nowMs < state.expiresAtMs)
    return nothing(`${operatorName(state.by)} keeps it until ${toIso(state.expiresAtMs)}`);
  if (state.brakes.length === 0) return ok({ kind: "armed", sinceMs: nowMs });
  return ok(restoringFrom(state, { reason, by: GUARD, nowMs }));
}

/**
 * What piled up in a short trip drains in a short time, so the recovery never lasts longer than the trip did. Refused
 * callers leave nothing behind: whatever comes after them is new, and must not pass for a backlog.
 */
function armedAfter(
  { sinceMs: trippedAtMs, brakes }: Extract<BreakerState, { kind: "restoring" }>,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): BreakerState {
  const recoveryMs = brakes.some(holdsBack)
    ? Math.min(times.recoveryMinutes * MINUTE_MS, nowMs - trippedAtMs)
    : 0;
  return {
    kind: "armed",
    sinceMs: nowMs,
    ...(recoveryMs > 0 && { recoveringUntilMs: nowMs + recoveryMs }),
  };
}

const nothing = (why: string): Transition => refused({ kind: "nothing-to-do", why });
