import type { BreakerState } from "../domain/breaker.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { EpochMs } from "../domain/time.ts";
import type { BreakerEvent, Transition } from "./event.ts";
import { guardTransition } from "./guard-transition.ts";
import { operatorTransition } from "./operator-transition.ts";

/**
 * The breaker's state machine. Total: every event in every state leads to a state or to a refusal with its reason.
 * Changes no setting; it says what each setting shall be (`wanted`), and actuate makes it so.
 */
export function transition(
  state: BreakerState,
  event: BreakerEvent,
  times: GuardPolicy["breaker"],
  nowMs: EpochMs,
): Transition {
  switch (event.kind) {
    case "operator-kill":
    case "operator-hold":
    case "operator-exempt":
    case "operator-release":
    case "operator-restore":
      return operatorTransition(state, event, times, nowMs);
    default:
      return guardTransition(state, event, times, nowMs);
  }
}
