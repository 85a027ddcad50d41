import type { ActuationRequest } from "../../domain/actuation.ts";
import type { Breaker } from "../../domain/breaker.ts";
import { lastSafeMs } from "../../domain/loss-share.ts";
import { operatorName } from "../../domain/operator.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Run } from "./deps.ts";
import { entryIdOf, orderEvent } from "./ledger.ts";

/**
 * Whether this very order of a person led to the present state: an earlier run was cut off after recording it, or the order
 * is doubled. Then it is finished instead of given again.
 */
export async function isTheSameOrder(
  run: Run,
  breaker: Breaker,
  request: Extract<ActuationRequest, { by: unknown }>,
): Promise<boolean> {
  const event = orderEvent(request.kind);
  if (event === undefined) return false;
  if ("expiresAtMs" in request && !endsWhenAsked(breaker, request.expiresAtMs)) return false;
  const order = await run.deps.ledger.find(breaker.functionName, entryIdOf(breaker, event));
  return (
    order !== undefined &&
    order.reason === request.reason &&
    operatorName(order.by) === operatorName(request.by)
  );
}

/** At the time asked for, or earlier because events would be lost by then. */
function endsWhenAsked({ state }: Breaker, expiresAtMs: EpochMs): boolean {
  if (state.kind === "armed") return false;
  if (state.expiresAtMs >= expiresAtMs) return state.expiresAtMs === expiresAtMs;
  return state.expiresAtMs === lastSafeMs(state);
}
