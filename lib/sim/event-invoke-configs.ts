import { aliasesOf } from "./aliases.ts";
import type { Arns } from "./arns.ts";
import type { LambdaControlPlane } from "./faces.ts";
import type { FunctionSpec } from "./spec.ts";

type Config = ReturnType<
  LambdaControlPlane["listFunctionEventInvokeConfigs"]
>["FunctionEventInvokeConfigs"][number];

const DEFAULT_EVENT_AGE_SECONDS = 21_600;

/**
 * What is set for asynchronous events, the same for the unpublished code and every alias; only what differs from AWS's
 * default is a configuration of its own. A function without aliases keeps failed events in its dead-letter queue.
 */
export function eventInvokeConfigs(spec: FunctionSpec, arns: Arns): readonly Config[] {
  const aliases = aliasesOf(spec);
  const hasAge = spec.maximumEventAgeSeconds !== DEFAULT_EVENT_AGE_SECONDS;
  const hasDestination = spec.failureDestination && aliases.length > 0;
  if (!hasAge && !hasDestination) return [];
  return ["$LATEST", ...aliases].map((qualifier) => ({
    FunctionArn: arns.function(spec.functionName, qualifier),
    ...(hasAge ? { MaximumEventAgeInSeconds: spec.maximumEventAgeSeconds } : {}),
    ...(hasDestination
      ? { DestinationConfig: { OnFailure: { Destination: arns.deadLetterQueue(spec.functionName) } } }
      : {}),
  }));
}
