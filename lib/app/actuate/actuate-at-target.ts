import type { ActuationRequest } from "../../domain/actuation.ts";
import { brakesOf } from "../../domain/breaker.ts";
import { refused } from "../../domain/result.ts";
import type { TargetId } from "../../domain/target.ts";
import type { Log } from "../../ports/log.ts";
import { actuate } from "./actuate.ts";
import type { ActuateDeps, Outcome } from "./deps.ts";

/** An order and where it is to be carried out; without a target: at home. */
export type TargetedRequest = ActuationRequest & { readonly target?: TargetId };

export type ActuateAtTargetDeps = {
  readonly log: Log;
  /** What acts there and nowhere else; `undefined`: the policy names no such target. */
  readonly depsAt: (target: TargetId | undefined) => ActuateDeps | undefined;
  /** The same for one that the policy named once; `undefined`: it never did. @throws {CloudCallError} */
  readonly depsAtDropped: (target: TargetId) => Promise<ActuateDeps | undefined>;
};

/** Where the policy no longer looks, nothing is limited anew. */
const LIMITS_ANEW: readonly ActuationRequest["kind"][] = ["trip", "operator-kill", "operator-approve"];

/** Carries out an order where it belongs. @throws as `actuate` */
export async function actuateAtTarget(
  deps: ActuateAtTargetDeps,
  { target, ...request }: TargetedRequest,
): Promise<Outcome> {
  const named = deps.depsAt(target);
  const there = named ?? (target === undefined ? undefined : await whereItIsHeld(deps, target, request));
  if (there !== undefined) return actuate(there, request);
  const { kind: order, functionName } = request;
  deps.log.warn("order refused", { order, functionName, target });
  return refused({ kind: "unknown-target", target: String(target) });
}

/** What is limited in a target that was taken out of the policy is looked after until it is released. */
async function whereItIsHeld(
  { depsAtDropped }: ActuateAtTargetDeps,
  target: TargetId,
  { kind, functionName }: ActuationRequest,
): Promise<ActuateDeps | undefined> {
  if (LIMITS_ANEW.includes(kind)) return undefined;
  const there = await depsAtDropped(target);
  const breaker = await there?.breakers.load(functionName);
  return breaker !== undefined && brakesOf(breaker.state).length > 0 ? there : undefined;
}
