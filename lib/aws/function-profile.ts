import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { coversAllFailures } from "../domain/failure-destination.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { Trigger } from "../domain/trigger.ts";
import type { Questions } from "./inventory-questions.ts";
import { DEFAULT_ASYNCHRONOUS_INVOCATION, type LambdaQuestions } from "./lambda-questions.ts";

/** What a listing tells, with AWS's defaults for the rest. */
export const listedProfile = (
  configuration: FunctionConfiguration,
  triggers: readonly Trigger[],
): FunctionProfile => ({
  functionName: configuration.FunctionName ?? "",
  functionArn: configuration.FunctionArn ?? "",
  // The beginning of an UUID is enough to tell two apart, and it is most of what a stored function takes.
  revisionId: configuration.RevisionId?.slice(0, 8) ?? configuration.LastModified ?? "",
  describedAtMs: "never",
  memoryMb: configuration.MemorySize ?? 128,
  architecture: configuration.Architectures?.[0] === "arm64" ? "arm64" : "x86_64",
  timeoutSeconds: configuration.Timeout ?? 3,
  lastModifiedMs: Date.parse(configuration.LastModified ?? "1970-01-01T00:00:00Z"),
  tags: {},
  triggers,
  reservedConcurrency: "unreserved",
  provisionedConcurrency: 0,
  maximumEventAgeSeconds: DEFAULT_ASYNCHRONOUS_INVOCATION.maximumEventAgeSeconds,
  recursionDetection: "terminate",
  hasDeadLetterQueue: Boolean(configuration.DeadLetterConfig?.TargetArn),
  hasFailureDestination: false,
  hosting: configuration.CapacityProviderConfig === undefined ? "on-demand" : "managed-instances",
  isDurable: configuration.DurableConfig !== undefined,
});

/** What is set on a function. One with an unanswered question is never acted on, so the fallbacks only describe it. */
export async function settingsOf(
  { functionName, functionArn, hasDeadLetterQueue }: FunctionProfile,
  aliases: readonly string[],
  lambda: LambdaQuestions,
  open: Questions,
): Promise<Partial<FunctionProfile>> {
  const ask = <T>(question: () => Promise<T>, fallback: T): Promise<T> =>
    open.ask(question, fallback, functionName);
  const { maximumEventAgeSeconds, configs } = await ask(
    () => lambda.asynchronousInvocation(functionName),
    DEFAULT_ASYNCHRONOUS_INVOCATION,
  );
  return {
    tags: await ask(() => lambda.tags(functionArn), {}),
    reservedConcurrency: await ask(() => lambda.reservedConcurrency(functionName), "unreserved"),
    provisionedConcurrency: await ask(() => lambda.provisionedConcurrency(functionName), 0),
    maximumEventAgeSeconds,
    recursionDetection: await ask(() => lambda.recursionDetection(functionName), "terminate"),
    hasFailureDestination: coversAllFailures(hasDeadLetterQueue, aliases, configs),
  };
}
