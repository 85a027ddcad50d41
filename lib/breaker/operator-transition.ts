import { type Brake, type BreakerState, brakesOf } from "../domain/breaker.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { lastSafeMs } from "../domain/loss-share.ts";
import { ok } from "../domain/result.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { gradeOf, NOTHING_TO_BRAKE, newBrake, toGrade, toOverwrite, without } from "./brakes.ts";
import type { OperatorStep, Transition } from "./event.ts";
import { limitingOf } from "./limiting.ts";
import { nothing } from "./nothing.ts";
import { restoringFrom } from "./restoring.ts";

type Step<Kind extends OperatorStep["kind"]> = Extract<OperatorStep, { kind: Kind }>;

/** What a person may order. It always wins over what the guard was about to do. */
export function operatorTransition(
  state: BreakerState,
  event: OperatorStep,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): Transition {
  switch (event.kind) {
    case "operator-kill":
      return kill(state, event, nowMs);
    case "operator-hold":
      return hold(state, event, nowMs);
    case "operator-exempt":
      return exempt(state, event, nowMs);
    case "operator-release":
      return release(state, event, times, nowMs);
    case "operator-restore":
      return restore(state, event, nowMs);
  }
}

function kill(state: BreakerState, event: Step<"operator-kill">, nowMs: EpochMs): Transition {
  const retaken = event.changes.map(({ setting }) => setting);
  const kept = without(brakesOf(state), [...event.forgotten, ...retaken]);
  const brakes = [...toGrade(kept, "full"), ...event.changes.map((change) => newBrake(change, "full"))];
  if (brakes.length === 0) return nothing(NOTHING_TO_BRAKE);
  return ok(heldFrom(state, event, brakes, nowMs));
}

/** A running function is left alone, a limited one stays limited; both without any further step of the guard. */
function hold(state: BreakerState, event: Step<"operator-hold">, nowMs: EpochMs): Transition {
  if (state.kind === "restoring")
    return nothing("it is being restored; kill it, or hold it once it is armed");
  // A probe goes back to where it came from; what is capped stays capped.
  const brakes = state.kind === "probing" ? toGrade(state.brakes, state.grade) : brakesOf(state);
  return ok(heldFrom(state, event, brakes, nowMs));
}

/** A limited function is restored first; what a person keeps braked ends with it, since the newer word counts. */
function exempt(
  state: BreakerState,
  { reason, by, expiresAtMs }: Step<"operator-exempt">,
  nowMs: EpochMs,
): Transition {
  if (state.kind === "armed" || state.brakes.length === 0)
    return ok(heldFrom(state, { kind: "operator-hold", reason, by, expiresAtMs }, [], nowMs));
  return ok(restoringFrom(state, { reason, by, nowMs, thenOffUntilMs: expiresAtMs }));
}

function heldFrom(
  state: BreakerState,
  { reason, by, expiresAtMs, lossAfterMs }: Step<"operator-kill" | "operator-hold">,
  brakes: readonly Brake[],
  nowMs: EpochMs,
): BreakerState {
  const carried = state.kind === "armed" ? { sinceMs: nowMs } : limitingOf(state);
  // A hold that kept the guard off limited nothing, so the loss clock starts with the first brake.
  const sinceMs = brakesOf(state).length === 0 && brakes.length > 0 ? nowMs : carried.sinceMs;
  const waiting = lossAfterMs === undefined ? {} : { lossAtMs: sinceMs + lossAfterMs };
  return {
    ...carried,
    kind: "held",
    brakes,
    reason,
    by,
    sinceMs,
    startedAtMs: nowMs,
    ...waiting,
    expiresAtMs: Math.min(expiresAtMs, lastSafeMs({ sinceMs, ...waiting }) ?? Infinity),
  };
}

function release(
  state: BreakerState,
  { reason, by, accepted }: Step<"operator-release">,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): Transition {
  if (state.kind === "armed") return nothing("the guard has it already");
  if (accepted.length > 0) {
    const brakes = without(state.brakes, accepted);
    return brakes.length === 0
      ? ok({ kind: "armed", sinceMs: nowMs })
      : ok(restoringFrom(state, { reason, by, nowMs, brakes }));
  }
  if (state.kind === "restoring" && state.thenOffUntilMs !== undefined) {
    // The newer word counts: it is restored all the same, and the guard has it afterwards.
    const { thenOffUntilMs: _, ...restoring } = state;
    return ok({ ...restoring, reason, by, startedAtMs: nowMs });
  }
  if (state.kind !== "held") return nothing(`the guard has it already: it is ${state.kind}`);
  if (state.brakes.length === 0) return ok({ kind: "armed", sinceMs: nowMs });
  return ok({
    ...limitingOf(state),
    kind: "tripped",
    brakes: state.brakes,
    reason,
    by,
    startedAtMs: nowMs,
    grade: gradeOf(state.brakes),
    attempt: 0,
    probeAtMs: nowMs,
    // Never later than the person had said, and never longer than the guard would have held it.
    expiresAtMs: Math.min(state.expiresAtMs, nowMs + times.expiresAfterMinutes * MINUTE_MS),
  });
}

function restore(
  state: BreakerState,
  { reason, by, neverApplied, overwritten }: Step<"operator-restore">,
  nowMs: EpochMs,
): Transition {
  if (brakesOf(state).length === 0 || state.kind === "armed")
    return nothing(state.kind === "held" ? "nothing is limited; release it instead" : "nothing is limited");
  const brakes = toOverwrite(state.brakes, overwritten);
  return ok(restoringFrom(state, { reason, by, nowMs, neverApplied, brakes }));
}
