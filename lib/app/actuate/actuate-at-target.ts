import type { ActuationRequest } from "../../domain/actuation.ts";
import { refused } from "../../domain/result.ts";
import type { TargetId } from "../../domain/target.ts";
import type { Log } from "../../ports/log.ts";
import { actuate } from "./actuate.ts";
import type { ActuateDeps, Outcome } from "./deps.ts";

/** An order and where it is to be carried out; without a target: at home. */
export type TargetedRequest = ActuationRequest & { readonly target?: TargetId };

export type ActuateAtTargetDeps = {
  readonly log: Log;
  /** What acts there and nowhere else; `undefined`: the guard does not look after this target. */
  readonly depsAt: (target: TargetId | undefined) => ActuateDeps | undefined;
};

/** Carries out an order where it belongs. @throws as `actuate` */
export async function actuateAtTarget(
  { depsAt, log }: ActuateAtTargetDeps,
  { target, ...request }: TargetedRequest,
): Promise<Outcome> {
  const deps = depsAt(target);
  if (deps !== undefined) return actuate(deps, request);
  const { kind: order, functionName } = request;
  log.warn("order refused", { order, functionName, target });
  return refused({ kind: "unknown-target", target: String(target) });
}
