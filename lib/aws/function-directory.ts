import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type {
  EventSourceMappingConfiguration,
  FunctionConfiguration,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import type { STSClient } from "@aws-sdk/client-sts";
import { CloudCallError } from "../domain/errors.ts";
import { triggerOfMapping } from "../domain/event-source.ts";
import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";
import type { Clock } from "../domain/time.ts";
import type { Trigger } from "../domain/trigger.ts";
import type { FunctionDirectory } from "../ports/function-directory.ts";
import { callerIdentity } from "./caller-identity.ts";
import type { ControlPlanePace } from "./control-plane-pace.ts";
import { permissions as eventRulePermissions } from "./event-rules.ts";
import { type Questions, questions } from "./inventory-questions.ts";
import { invokerTriggers } from "./invoker-triggers.ts";
import {
  DEFAULT_EVENT_AGE_SECONDS,
  type LambdaQuestions,
  permissions as lambdaPermissions,
  lambdaQuestions,
} from "./lambda-questions.ts";

export const permissions = [...lambdaPermissions, ...eventRulePermissions] as const;

export type DirectoryClients = {
  readonly lambda: LambdaClient;
  readonly events: EventBridgeClient;
  readonly sts: STSClient;
};

/** AWS's default quota; and no room for a reservation, so that nothing is braked by reserving. Fails toward spending. */
const UNKNOWN_LIMITS: AccountLimits = { concurrentExecutions: 1_000, unreservedConcurrentExecutions: 0 };

/** Asks one question after the other: the control plane's limit is shared with everybody else in the account. */
export function lambdaFunctionDirectory(
  { lambda, events, sts }: DirectoryClients,
  { clock, pace }: { readonly clock: Clock; readonly pace: ControlPlanePace },
): FunctionDirectory {
  const lambdaAnswers = lambdaQuestions(lambda, pace);

  return {
    takeInventory: async () => {
      const takenAtMs = clock();
      const open = questions();
      const { accountId } = await callerIdentity(sts);
      const configurations = await lambdaAnswers.functions();
      const limits = await open.ask(lambdaAnswers.accountLimits, UNKNOWN_LIMITS);
      const mappings = await mappingsByFunction(lambdaAnswers, configurations, open);
      const functions: FunctionProfile[] = [];
      for (const configuration of configurations) {
        const { FunctionName: functionName = "", FunctionArn: functionArn = "" } = configuration;
        const polled = mappings.get(functionName) ?? [];
        functions.push({
          ...(await profileOf(configuration, lambdaAnswers, open)),
          triggers: [
            ...polled.map(triggerOf),
            ...(await urlTriggers(functionName, lambdaAnswers, open)),
            ...(await invokerTriggers({ functionName, functionArn }, lambdaAnswers, events, open)),
          ],
        });
      }
      const region = await lambda.config.region();
      return { takenAtMs, accountId, region, limits, functions, unanswered: open.unanswered };
    },
  };
}

/**
 * One listing for the whole account. Without it no function's triggers are complete, and a brake that does not know of a
 * queue would lose its messages; so the missing answer is noted for every function.
 */
async function mappingsByFunction(
  lambda: LambdaQuestions,
  configurations: readonly FunctionConfiguration[],
  open: Questions,
): Promise<ReadonlyMap<string, readonly EventSourceMappingConfiguration[]>> {
  const byFunction = new Map<string, EventSourceMappingConfiguration[]>();
  try {
    for (const mapping of await lambda.eventSourceMappings()) {
      const functionName = mapping.FunctionArn?.split(":")[6] ?? "";
      byFunction.set(functionName, [...(byFunction.get(functionName) ?? []), mapping]);
    }
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    for (const { FunctionName } of configurations) open.note(error, FunctionName);
  }
  return byFunction;
}

const triggerOf = (mapping: EventSourceMappingConfiguration): Trigger =>
  triggerOfMapping({
    mappingId: mapping.UUID ?? "",
    sourceArn: mapping.EventSourceArn,
    state: mapping.State ?? "Enabled",
  });

async function urlTriggers(
  functionName: string,
  lambda: LambdaQuestions,
  open: Questions,
): Promise<readonly Trigger[]> {
  const accesses = await open.ask(() => lambda.urlAccesses(functionName), [], functionName);
  return accesses.map((access) => ({ kind: "function-url", isPublic: access === "public" }));
}

/** Everything but the triggers. A function with an unanswered question is never acted on, so its fallbacks only describe it. */
async function profileOf(
  configuration: FunctionConfiguration,
  lambda: LambdaQuestions,
  open: Questions,
): Promise<Omit<FunctionProfile, "triggers">> {
  const { FunctionName: functionName = "", FunctionArn: functionArn = "" } = configuration;
  const ask = <T>(question: () => Promise<T>, fallback: T): Promise<T> =>
    open.ask(question, fallback, functionName);
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
    maximumEventAgeSeconds: await ask(
      () => lambda.maximumEventAgeSeconds(functionName),
      DEFAULT_EVENT_AGE_SECONDS,
    ),
    recursionDetection: await ask(() => lambda.recursionDetection(functionName), "terminate"),
    hasFailureDestination: configuration.DeadLetterConfig?.TargetArn !== undefined,
    hosting: "on-demand",
    isDurable: false,
  };
}
