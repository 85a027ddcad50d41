import { qualifierOf } from "./function-arn.ts";

/** What one version or alias does with asynchronous events, as far as this question goes. */
export type EventInvokeConfig = {
  /** With its version or alias. */
  readonly functionArn: string;
  readonly hasFailureDestination: boolean;
};

/**
 * Whether every asynchronous event that Lambda gives up is kept somewhere, whichever version or alias it was for.
 * Each has its own destination; and a version keeps the dead-letter queue with which it was published, which may not be the
 * one that is seen now. Therefore that queue speaks for the unpublished code alone.
 *
 * @param aliases names of the function's aliases
 */
export function coversAllFailures(
  hasDeadLetterQueue: boolean,
  aliases: readonly string[],
  configs: readonly EventInvokeConfig[],
): boolean {
  const kept = new Set(
    configs
      .filter((config) => config.hasFailureDestination)
      .map(({ functionArn }) => qualifierOf(functionArn)),
  );
  if (hasDeadLetterQueue) kept.add("$LATEST");
  const callable = ["$LATEST", ...aliases, ...configs.map(({ functionArn }) => qualifierOf(functionArn))];
  return callable.every((qualifier) => kept.has(qualifier));
}
