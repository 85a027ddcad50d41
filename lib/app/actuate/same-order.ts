import type { ActuationRequest } from "../../domain/actuation.ts";
import type { Breaker } from "../../domain/breaker.ts";
import { operatorName } from "../../domain/operator.ts";
import type { Run } from "./deps.ts";
import { entryIdOf, orderEvent } from "./ledger.ts";

/**
 * Whether this very order of a person led to the present state: an earlier run was cut off after recording it, or the order
 * is doubled. Then it is finished instead of given again.
 */
export async function isTheSameOrder(
  { deps }: Run,
  breaker: Breaker,
  request: Extract<ActuationRequest, { by: unknown }>,
): Promise<boolean> {
  const { functionName, state } = breaker;
  const event = orderEvent(request.kind);
  if (event === undefined) return false;
  const expiresAtMs = state.kind === "armed" ? undefined : state.expiresAtMs;
  if ("expiresAtMs" in request && request.expiresAtMs !== expiresAtMs) return false;
  const order = await deps.ledger.find(functionName, entryIdOf(breaker, event));
  return (
    order !== undefined &&
    order.reason === request.reason &&
    operatorName(order.by) === operatorName(request.by)
  );
}
