import { transition } from "../../breaker/transition.ts";
import type { ActuationRequest } from "../../domain/actuation.ts";
import type { Breaker } from "../../domain/breaker.ts";
import { advance, carryOn } from "./advance.ts";
import type { Outcome, Run } from "./deps.ts";
import { findDrift } from "./drift.ts";
import { refusalOfUnknown } from "./exemptions.ts";
import { orderEntry } from "./ledger.ts";
import { tellNews } from "./news.ts";
import { isTheSameOrder } from "./same-order.ts";
import { liftStandDown, stoodDownBy } from "./stand-down.ts";

type ReleaseOrder = Extract<ActuationRequest, { kind: "operator-restore" | "operator-release" }>;

/**
 * Gives a function back to the guard, which may act on its open incident again. Where somebody changed a setting under the
 * brake, its present value is accepted, the other settings are restored, and the guard starts afresh.
 */
export async function release(run: Run, request: ReleaseOrder): Promise<Outcome> {
  const { deps } = run;
  const { functionName, reason, by } = request;
  const breaker = await deps.breakers.load(functionName);
  const isStoodDown = (await stoodDownBy(deps, functionName)) !== undefined;
  if (!isStoodDown && (await isTheSameOrder(run, breaker, request))) return carryOn(run, breaker, "first");
  const unknown = await refusalOfUnknown(run, breaker);
  if (unknown !== undefined) return unknown;

  const drifted = (await findDrift(run, breaker)).map(({ brake }) => brake.setting);
  const event = { kind: "operator-release", reason, by, drifted } as const;
  const allowed = transition(breaker.state, event, deps.policy.breaker, deps.clock());
  if (!allowed.ok) return isStoodDown ? releaseIncident(run, breaker, request) : allowed;
  // First, so that a run that is cut off leaves a breaker behind which the same order finds again.
  await liftStandDown(deps, functionName);
  return advance(run, breaker, event);
}

/** The guard has the breaker already, but somebody had it keep off the incident. Lifted last: until then it is done again. */
async function releaseIncident(run: Run, breaker: Breaker, { reason, by }: ReleaseOrder): Promise<Outcome> {
  const { deps } = run;
  await deps.ledger.append(orderEntry(breaker, "operator.released", by, reason, deps.clock()));
  await tellNews(run, breaker, "released", [], { reason, by });
  await liftStandDown(deps, breaker.functionName);
  return carryOn(run, breaker, "repeated");
}
