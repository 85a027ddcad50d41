import type { ActuationRequest } from "../../domain/actuation.ts";
import { approve, reject } from "./answer.ts";
import { converge } from "./converge.ts";
import type { ActuateDeps, Outcome, Run } from "./deps.ts";
import { takeGuardStep } from "./guard-step.ts";
import { kill } from "./kill.ts";
import { withLease } from "./lease.ts";
import { exempt, hold, restoreByHand } from "./operator.ts";
import { release } from "./release.ts";
import { trip } from "./trip.ts";

/**
 * The only door to a change in the account. Every order, whoever gives it, goes the same way: lease, checks, prior state on
 * record, record read back, change, setting read back, told.
 *
 * A run may be cut off anywhere, doubled or late: the record is written before any setting is touched, so the same
 * order again, or `converge`, finishes what was begun.
 *
 * @throws {CloudCallError} when a store or Lambda did not answer; whatever was begun is on record
 * @throws {ConcurrentChangeError} when another run was faster
 */
export async function actuate(deps: ActuateDeps, request: ActuationRequest): Promise<Outcome> {
  const outcome = await withLease(deps, request.functionName, (lease) => carryOut({ deps, lease }, request));
  const fields = { order: request.kind, functionName: request.functionName };
  if (outcome.ok)
    deps.log.info("order carried out", { ...fields, ...outcome.value, state: outcome.value.state.kind });
  else deps.log.warn("order refused", { ...fields, refusal: outcome.error });
  return outcome;
}

function carryOut(run: Run, request: ActuationRequest): Promise<Outcome> {
  switch (request.kind) {
    case "trip":
      return trip(run, request);
    case "probe":
    case "widen":
    case "retrip":
    case "escalate":
    case "ease":
    case "restore":
      return takeGuardStep(run, request);
    case "converge":
      return converge(run, request);
    case "operator-kill":
      return kill(run, request);
    case "operator-hold":
      return hold(run, request);
    case "operator-exempt":
      return exempt(run, request);
    case "operator-approve":
      return approve(run, request);
    case "operator-reject":
      return reject(run, request);
    case "operator-release":
      return release(run, request);
    case "operator-restore":
      return restoreByHand(run, request);
  }
}
