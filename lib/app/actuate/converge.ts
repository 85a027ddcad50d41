import { transition } from "../../breaker/transition.ts";
import type { ActuationRequest } from "../../domain/actuation.ts";
import { carryOn } from "./advance.ts";
import type { Outcome, Run } from "./deps.ts";
import { outcomeOf } from "./outcome-of.ts";
import { warn } from "./warn.ts";

type ConvergeOrder = Extract<ActuationRequest, { kind: "converge" }>;

/**
 * Finishes what an earlier run began on a function: its settings become what its breaker says. A breaker whose recovery
 * is over becomes plainly armed, so that nobody has to look after it any longer.
 * Warns of what is seen to go wrong under the brake.
 */
export async function converge(run: Run, { functionName, seen = {} }: ConvergeOrder): Promise<Outcome> {
  const { breakers, clock, policy } = run.deps;
  const breaker = await breakers.load(functionName);
  const recovered = transition(breaker.state, { kind: "recovered" }, policy.breaker, clock());
  await warn(run, breaker, seen);
  if (!recovered.ok) return carryOn(run, breaker, "repeated");
  return outcomeOf(await breakers.save({ ...breaker, state: recovered.value }), true);
}
