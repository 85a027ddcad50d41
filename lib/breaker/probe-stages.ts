import { type BreakerState, stagesOf } from "../domain/breaker.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { GUARD } from "../domain/operator.ts";
import { ok } from "../domain/result.ts";
import { type EpochMs, MINUTE_MS, toIso } from "../domain/time.ts";
import { toStage } from "./brakes.ts";
import type { Transition } from "./event.ts";
import { limitingOf } from "./limiting.ts";
import { nothing } from "./nothing.ts";

export const isLastStage = ({ stage, brakes }: Extract<BreakerState, { kind: "probing" }>): boolean =>
  stage >= stagesOf(brakes) - 1;

/** Begins a probe when it is due, or when the trip has expired. */
export function probe(
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

/** The next stage, when the present one has had its time. */
export function widen(
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
