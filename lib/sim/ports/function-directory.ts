import { triggerOfMapping } from "../../domain/event-source.ts";
import type { Catalogue, FunctionProfile } from "../../domain/function-profile.ts";
import { EVENT_RULES_PRINCIPAL, invokersOf, triggerOfInvoker } from "../../domain/resource-policy.ts";
import type { Trigger } from "../../domain/trigger.ts";
import type { FunctionDirectory } from "../../ports/function-directory.ts";
import type { AccountFaces, FunctionConfiguration } from "../faces.ts";
import { allItems, faceAnswer, faceCall } from "./face-call.ts";

const DEFAULT_EVENT_AGE_SECONDS = 21_600;

/** The inventory of the simulated account, without a wire in between; no single question is refused here. */
export const simulatedDirectory = (account: AccountFaces): FunctionDirectory => ({
  takeInventory: async () => faceCall("lambda:ListFunctions", () => inventoryOf(account)),
});

function inventoryOf(account: AccountFaces): Catalogue {
  const { AccountLimit } = account.lambda.getAccountSettings();
  const configurations = allItems(
    (page) => account.lambda.listFunctions(page),
    (page) => page.Functions,
  );
  return {
    takenAtMs: account.nowMs(),
    accountId: account.accountId,
    region: account.region,
    limits: {
      concurrentExecutions: AccountLimit.ConcurrentExecutions,
      unreservedConcurrentExecutions: AccountLimit.UnreservedConcurrentExecutions,
    },
    functions: configurations.map((configuration) => profileOf(account, configuration)),
    unanswered: [],
  };
}

function profileOf(account: AccountFaces, configuration: FunctionConfiguration): FunctionProfile {
  const { lambda } = account;
  const { FunctionName: functionName, FunctionArn: functionArn } = configuration;
  const provisioned = allItems(
    (page) => lambda.listProvisionedConcurrencyConfigs(functionName, page),
    (page) => page.ProvisionedConcurrencyConfigs,
  );
  const eventAges = allItems(
    (page) => lambda.listFunctionEventInvokeConfigs(functionName, page),
    (page) => page.FunctionEventInvokeConfigs,
  ).map((config) => config.MaximumEventAgeInSeconds ?? DEFAULT_EVENT_AGE_SECONDS);
  return {
    functionName,
    functionArn,
    memoryMb: configuration.MemorySize,
    architecture: configuration.Architectures[0],
    timeoutSeconds: configuration.Timeout,
    lastModifiedMs: Date.parse(configuration.LastModified),
    tags: lambda.listTags(functionArn).Tags,
    triggers: [
      ...mappingTriggers(account, functionName),
      ...urlTriggers(account, functionName),
      ...invokerTriggers(account, configuration),
    ],
    reservedConcurrency:
      lambda.getFunctionConcurrency(functionName).ReservedConcurrentExecutions ?? "unreserved",
    provisionedConcurrency: provisioned.reduce(
      (sum, config) => sum + config.RequestedProvisionedConcurrentExecutions,
      0,
    ),
    maximumEventAgeSeconds: Math.min(DEFAULT_EVENT_AGE_SECONDS, ...eventAges),
    recursionDetection:
      lambda.getFunctionRecursionConfig(functionName).RecursiveLoop === "Allow" ? "allow" : "terminate",
    hasFailureDestination: configuration.DeadLetterConfig?.TargetArn !== undefined,
    hosting: "on-demand",
    isDurable: false,
  };
}

const mappingTriggers = ({ lambda }: AccountFaces, functionName: string): readonly Trigger[] =>
  allItems(
    (page) => lambda.listEventSourceMappings({ FunctionName: functionName, ...page }),
    (page) => page.EventSourceMappings,
  ).map(({ UUID, EventSourceArn, State }) =>
    triggerOfMapping({ mappingId: UUID, sourceArn: EventSourceArn, state: State }),
  );

const urlTriggers = ({ lambda }: AccountFaces, functionName: string): readonly Trigger[] =>
  allItems(
    (page) => lambda.listFunctionUrlConfigs(functionName, page),
    (page) => page.FunctionUrlConfigs,
  ).map(({ AuthType }) => ({ kind: "function-url", isPublic: AuthType === "NONE" }));

function invokerTriggers(account: AccountFaces, configuration: FunctionConfiguration): readonly Trigger[] {
  const { FunctionName: functionName, FunctionArn: functionArn } = configuration;
  const policy = faceAnswer("lambda:GetPolicy", () => account.lambda.getPolicy(functionName), [
    "ResourceNotFoundException",
  ]);
  if (!policy.ok) return [];
  const invokers = invokersOf(policy.value.Policy);
  const isRule = ({ principal }: { principal: string }) => principal === EVENT_RULES_PRINCIPAL;
  const others = invokers.filter((invoker) => !isRule(invoker)).map(triggerOfInvoker);
  if (!invokers.some(isRule)) return others;
  const rules = account.eventRules
    .listRuleNamesByTarget(functionArn)
    .RuleNames.map((name) => account.eventRules.describeRule(name))
    .map(
      ({ Arn, ScheduleExpression }): Trigger => ({
        kind: ScheduleExpression === undefined ? "event-rule" : "schedule",
        sourceArn: Arn,
      }),
    );
  return [...others, ...rules];
}
