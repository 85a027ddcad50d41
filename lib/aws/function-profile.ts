import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { coversAllFailures } from "../domain/failure-destination.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { Questions } from "./inventory-questions.ts";
import { DEFAULT_ASYNCHRONOUS_INVOCATION, type LambdaQuestions } from "./lambda-questions.ts";

/** Everything but the triggers. A function with an unanswered question is never acted on, so its fallbacks only describe it. */
export async function profileOf(
  configuration: FunctionConfiguration,
  aliases: readonly string[],
  lambda: LambdaQuestions,
  open: Questions,
): Promise<Omit<FunctionProfile, "triggers">> {
  const { FunctionName: functionName = "", FunctionArn: functionArn = "" } = configuration;
  const ask = <T>(question: () => Promise<T>, fallback: T): Promise<T> =>
    open.ask(question, fallback, functionName);
  const { maximumEventAgeSeconds, configs } = await ask(
    () => lambda.asynchronousInvocation(functionName),
    DEFAULT_ASYNCHRONOUS_INVOCATION,
  );
  return {
    functionName,
    functionArn,
    memoryMb: configuration.MemorySize ?? 128,
    architecture: configuration.Architectures?.[0] === "arm64" ? "arm64" : "x86_64",
    timeoutSeconds: configuration.Timeout ?? 3,
    lastModifiedMs: Date.parse(configuration.LastModified ?? "1970-01-01T00:00:00Z"),
    tags: await ask(() => lambda.tags(functionArn), {}),
    reservedConcurrency: await ask(() => lambda.reservedConcurrency(functionName), "unreserved"),
    provisionedConcurrency: await ask(() => lambda.provisionedConcurrency(functionName), 0),
    maximumEventAgeSeconds,
    recursionDetection: await ask(() => lambda.recursionDetection(functionName), "terminate"),
    hasFailureDestination: coversAllFailures(
      Boolean(configuration.DeadLetterConfig?.TargetArn),
      aliases,
      configs,
    ),
    hosting: configuration.CapacityProviderConfig === undefined ? "on-demand" : "managed-instances",
    isDurable: configuration.DurableConfig !== undefined,
  };
}
