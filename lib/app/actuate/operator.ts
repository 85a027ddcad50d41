import type { BreakerEvent, Found } from "../../breaker/event.ts";
import { transition } from "../../breaker/transition.ts";
import type { ActuationRequest } from "../../domain/actuation.ts";
import { type Breaker, brakesOf } from "../../domain/breaker.ts";
import type { EpochMs } from "../../domain/time.ts";
import { advance, carryOn } from "./advance.ts";
import type { Outcome, Run } from "./deps.ts";
import { findDrift, findForeign, reportDrift } from "./drift.ts";
import { refusalOfUnknown } from "./exemptions.ts";
import { lossTimeOf } from "./loss-time.ts";
import { isTheSameOrder } from "./same-order.ts";
import { standDown } from "./stand-down.ts";

type TimedOrder = Extract<ActuationRequest, { by: unknown; expiresAtMs: EpochMs }>;
type RestoreOrder = Extract<ActuationRequest, { kind: "operator-restore" }>;

/** Keeps a function as it is: a running one unguarded, a limited one limited. The guard keeps off its open incident. */
export function hold(run: Run, request: TimedOrder): Promise<Outcome> {
  const { functionName, reason, by, expiresAtMs } = request;
  return unlessGiven(run, request, async (breaker) => {
    const drift = await reportDrift(run, breaker, await findDrift(run, breaker));
    if (drift !== undefined) return drift;
    const lossAfterMs = await lossTimeOf(run, functionName, brakesOf(breaker.state));
    return orderAndStandDown(run, breaker, { kind: "operator-hold", reason, by, expiresAtMs, lossAfterMs });
  });
}

/** Puts everything back, and keeps the guard off the function until then, for this incident and for every other. */
export function exempt(run: Run, request: TimedOrder): Promise<Outcome> {
  const { reason, by, expiresAtMs } = request;
  return unlessGiven(run, request, (breaker) =>
    orderAndStandDown(run, breaker, { kind: "operator-exempt", reason, by, expiresAtMs }),
  );
}

/**
 * Puts everything back as it was. Final: the guard does not act on this incident again. Forced, it puts back also what
 * somebody changed since the trip: a person has seen it and says so.
 */
export async function restoreByHand(run: Run, request: RestoreOrder): Promise<Outcome> {
  const { functionName, reason, by, force } = request;
  const give = (breaker: Breaker, overwritten: readonly Found[]): Promise<Outcome> =>
    orderAndStandDown(run, breaker, { kind: "operator-restore", reason, by, overwritten });
  if (force) {
    const breaker = await run.deps.breakers.load(functionName);
    const foreign = await findForeign(run, breaker);
    // What has changed since makes it a new order, also in the same words.
    if (foreign.length > 0) return give(breaker, foreign);
  }
  return unlessGiven(run, request, (breaker) => give(breaker, []));
}

/** Gives an order, or finishes it when this very order was given before; and not for a name that nobody knows. */
async function unlessGiven(
  run: Run,
  request: TimedOrder | RestoreOrder,
  give: (breaker: Breaker) => Promise<Outcome>,
): Promise<Outcome> {
  const breaker = await run.deps.breakers.load(request.functionName);
  if (await isTheSameOrder(run, breaker, request)) return carryOn(run, breaker, "first");
  return (await refusalOfUnknown(run, breaker)) ?? give(breaker);
}

/** The guard must know that it is to keep off before the function runs free again, or it could trip in between. */
async function orderAndStandDown(
  run: Run,
  breaker: Breaker,
  event: Extract<BreakerEvent, { kind: "operator-restore" | "operator-hold" | "operator-exempt" }>,
): Promise<Outcome> {
  const { deps } = run;
  const allowed = transition(breaker.state, event, deps.policy.breaker, deps.clock());
  if (!allowed.ok) return allowed;
  await standDown(deps, breaker.functionName, { by: event.by, atMs: deps.clock(), reason: event.reason });
  return advance(run, breaker, event);
}
