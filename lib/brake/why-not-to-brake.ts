import type { FunctionProfile } from "../domain/function-profile.ts";
import { UNBRAKEABLE_SOURCES, type UnbrakeableSource } from "../domain/trigger.ts";
import { isCustomResource } from "./custom-resource.ts";

/** What becomes of a caller that is refused, as a sentence without its full stop. */
const BREAKS: Readonly<Record<UnbrakeableSource, string>> = {
  "load-balancer": "the load balancer in front of it would answer everybody with an error",
  cognito: "nobody could sign in to the user pool that calls it",
  authorizer: "the API that it authorizes would turn everybody away",
  "lambda-at-edge": "it runs in CloudFront's own regions, where a reservation made here limits nothing",
  "custom-resource": "CloudFormation would wait for it and leave a stack stuck in the middle of a deployment",
  "step-functions": "workflows that call it would fail, and with them what they had done so far",
  "interactive-service": "somebody talks to the service that calls it, and would get an error",
};

/**
 * Why no brake is safe for the function, whatever else calls it; `undefined` when one may be.
 *
 * @param invokedBy callers that the owner declared, since no inventory can see them
 */
export function whyNotToBrake(
  profile: FunctionProfile,
  invokedBy: readonly UnbrakeableSource[],
): string | undefined {
  if (profile.hosting === "managed-instances")
    return "it runs on its owner's own instances: reserved concurrency does not apply to them, and they are paid for whether it runs or not";
  if (profile.isDurable)
    return "it is a durable function: what becomes of an execution whose resumption is refused is not documented";
  const seen = UNBRAKEABLE_SOURCES.find((kind) => profile.triggers.some((trigger) => trigger.kind === kind));
  if (seen !== undefined) return BREAKS[seen];
  if (isCustomResource(profile))
    return `by its logical id it serves a custom resource: ${BREAKS["custom-resource"]}`;
  const [declared] = invokedBy;
  return declared && `the policy declares ${declared} as its caller: ${BREAKS[declared]}`;
}
