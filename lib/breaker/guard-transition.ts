import type { BreakerState, TrippedGrade } from "../domain/breaker.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { GUARD } from "../domain/operator.ts";
import { ok, refused } from "../domain/result.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { NOTHING_TO_BRAKE, newBrake, toGrade } from "./brakes.ts";
import type { GuardStep, Transition } from "./event.ts";
import { armedAfter, expire, restore } from "./letting-go.ts";
import { limitingOf } from "./limiting.ts";
import { nothing } from "./nothing.ts";
import { probe, widen } from "./probe-stages.ts";
import { probeWaitMs } from "./probe-wait.ts";

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
    case "widen":
      return widen(state, event.reason, times, nowMs);
    case "escalate":
      return escalate(state, event.reason, times, nowMs);
    case "ease":
      return ease(state, event.reason, times, nowMs);
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
        ? ok({ kind: "armed", sinceMs: state.sinceMs, ...(state.relapse && { relapse: state.relapse }) })
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
  const grade = event.changes.some(({ cap }) => cap !== undefined) ? event.grade : "full";
  const { relapse } = state;
  const attempt = relapse !== undefined && nowMs < relapse.untilMs ? relapse.attempt : 0;
  return ok({
    kind: "tripped",
    sinceMs: nowMs,
    startedAtMs: nowMs,
    incidentId: event.incidentId,
    brakes: event.changes.map((change) => newBrake(change, grade)),
    reason: event.reason,
    by: GUARD,
    grade,
    attempt,
    probeAtMs: nowMs + probeWaitMs(times, attempt),
    expiresAtMs: nowMs + times.expiresAfterMinutes * MINUTE_MS,
    ...(event.lossAfterMs !== undefined && { lossAtMs: nowMs + event.lossAfterMs }),
  });
}

function escalate(
  state: BreakerState,
  reason: string,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): Transition {
  if (state.kind !== "tripped" || state.grade !== "cap") return nothing("it is not at a cap");
  // A new brake: what has been tried under the cap says nothing about it.
  return ok(trippedAt({ ...state, attempt: 0 }, "full", reason, nowMs, nowMs + probeWaitMs(times, 0)));
}

function ease(
  state: BreakerState,
  reason: string,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): Transition {
  if (state.kind !== "tripped" && state.kind !== "probing") return nothing(`it is ${state.kind}`);
  if (state.grade === "trickle") return nothing("what waits is let through already");
  return ok(trippedAt(state, "trickle", reason, nowMs, nowMs + probeWaitMs(times, state.attempt)));
}

function trippedAt(
  state: Extract<BreakerState, { kind: "tripped" | "probing" }>,
  grade: TrippedGrade,
  reason: string,
  nowMs: EpochMs,
  probeAtMs: EpochMs,
): BreakerState {
  return {
    ...limitingOf(state),
    kind: "tripped",
    brakes: toGrade(state.brakes, grade),
    reason,
    by: GUARD,
    grade,
    startedAtMs: nowMs,
    attempt: state.attempt,
    probeAtMs,
  };
}

function retrip(
  state: BreakerState,
  reason: string,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): Transition {
  if (state.kind !== "probing") return nothing(`it is ${state.kind}, not probing`);
  const attempt = state.attempt + 1;
  const probeAtMs = nowMs + probeWaitMs(times, attempt);
  // What burns when its time is up is stopped anew.
  const hasExpired = nowMs >= state.expiresAtMs;
  const expiresAtMs = hasExpired ? nowMs + times.expiresAfterMinutes * MINUTE_MS : state.expiresAtMs;
  return ok(trippedAt({ ...state, attempt, expiresAtMs }, state.grade, reason, nowMs, probeAtMs));
}
