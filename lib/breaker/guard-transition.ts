import { type BreakerState, stagesOf, type TrippedGrade } from "../domain/breaker.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { GUARD, operatorName } from "../domain/operator.ts";
import { ok, refused } from "../domain/result.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, toIso } from "../domain/time.ts";
import { holdsBack, NOTHING_TO_BRAKE, newBrake, toGrade, toStage } from "./brakes.ts";
import type { GuardStep, Transition } from "./event.ts";
import { limitingOf } from "./limiting.ts";
import { probeWaitMs } from "./probe-wait.ts";
import { restoringFrom } from "./restoring.ts";

/** What a probe has drained still shows in the newest minutes for so long. */
const AFTERGLOW_MS = 5 * MINUTE_MS;

/** What comes back within so long after a restore of the guard is the same trouble. */
const RELAPSE_MS = HOUR_MS;

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

function probe(
  state: BreakerState,
  reason: string,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): Transition {
  if (state.kind !== "tripped") return nothing(`it is ${state.kind}, not tripped`);
  if (nowMs < state.probeAtMs && nowMs < state.expiresAtMs)
    return nothing(`the next probe is not due before ${toIso(state.probeAtMs)}`);
  // Under a cap the function has had its usual need all the time: there is nothing smaller to begin with.
  const stage = state.grade === "full" ? 0 : stagesOf(state.brakes) - 1;
  return ok(probingAt(state, stage, reason, times, nowMs));
}

function widen(
  state: BreakerState,
  reason: string,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): Transition {
  if (state.kind !== "probing") return nothing(`it is ${state.kind}, not probing`);
  if (nowMs < state.judgeAtMs) return nothing(`this stage lasts until ${toIso(state.judgeAtMs)}`);
  if (isLastStage(state)) return nothing("it is at the last stage of its probe");
  return ok(probingAt(state, state.stage + 1, reason, times, nowMs));
}

/** The last stage is judged on what is seen in it; those before only keep small what may come back. */
function probingAt(
  state: Extract<BreakerState, { kind: "tripped" | "probing" }>,
  stage: number,
  reason: string,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): BreakerState {
  const isLast = stage >= stagesOf(state.brakes) - 1;
  return {
    ...limitingOf(state),
    kind: "probing",
    brakes: toStage(state.brakes, stage),
    reason,
    by: GUARD,
    grade: state.grade,
    attempt: state.attempt,
    stage,
    probedSinceMs: state.kind === "probing" ? state.probedSinceMs : nowMs,
    startedAtMs: nowMs,
    judgeAtMs: nowMs + (isLast ? times.probeMinutes : times.stageMinutes) * MINUTE_MS,
  };
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

/** From `tripped`, too: a brake that turns out wrong must be able to go without a probe. */
function restore(
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

function expire(state: BreakerState, reason: string, nowMs: EpochMs): Transition {
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
function armedAfter(
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

export const isLastStage = ({ stage, brakes }: Extract<BreakerState, { kind: "probing" }>): boolean =>
  stage >= stagesOf(brakes) - 1;

const nothing = (why: string): Transition => refused({ kind: "nothing-to-do", why });
