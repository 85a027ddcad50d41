import type { Refusal } from "../domain/actuation.ts";
import { operatorName } from "../domain/operator.ts";
import { describeValue } from "../domain/setting.ts";
import { toIso } from "../domain/time.ts";

/** What an error answer carries: a stable code, what happened, and what the operator can do now. */
export type Problem = { readonly code: string; readonly message: string; readonly next: string };

/** 404: no such thing; 409: not now, the state is in the way; 422: not like this, whatever the time. */
export type RefusalStatus = 404 | 409 | 422;

/** The answer to an order that was refused. Nothing was changed by it. */
export function refusalAnswer(refusal: Refusal): {
  readonly status: RefusalStatus;
  readonly problem: Problem;
} {
  const answer = (status: RefusalStatus, message: string, next: string) => ({
    status,
    problem: { code: refusal.kind, message, next },
  });
  switch (refusal.kind) {
    case "unknown-function":
      return answer(
        404,
        `There is no function ${refusal.functionName} in this account and region.`,
        "Check the name and the region. A function deployed within the last hour is known after the next inventory.",
      );
    case "exempt":
      return answer(
        422,
        `The function is exempt: ${refusal.why}.`,
        "Remove the exemption from the policy or the overcurrent:protect tag, or act in the Lambda console.",
      );
    case "no-safe-brake":
      return answer(
        422,
        `No brake is safe here: ${refusal.why}.`,
        "Limit the caller instead: the load balancer, the user pool, the client. Nothing was changed.",
      );
    case "busy":
      return answer(
        409,
        `Another run is changing this function until ${toIso(refusal.leaseUntilMs)}.`,
        "Send the same order again in a minute.",
      );
    case "stale":
      return answer(
        409,
        `The breaker has changed since it was judged (version ${refusal.judgedVersion}, now ${refusal.presentVersion}).`,
        "Look at the status and send the order again.",
      );
    case "stood-down":
      return answer(
        409,
        `${operatorName(refusal.by)} has decided about this incident.`,
        "Ask them, or order a kill, which outranks that decision.",
      );
    case "blast-radius":
      return answer(
        409,
        `Too many functions have been touched: ${refusal.why}.`,
        "Look for a shared cause first. An operator's kill is not limited by the blast radius.",
      );
    case "nothing-to-do":
      return answer(409, `There is nothing to do: ${refusal.why}.`, "Look at the status.");
    case "drifted":
      return answer(
        409,
        `Somebody changed ${refusal.setting.kind} since the trip: the guard had set ${describeValue(refusal.expected)}, found ${describeValue(refusal.found)}.`,
        "The guard leaves a person's change alone. Set the value you want in the Lambda console.",
      );
    case "rejected-by-aws":
      return answer(
        422,
        `AWS refused ${refusal.operation}: ${refusal.message}.`,
        "Nothing was changed. The message names the limit that is in the way.",
      );
  }
}
