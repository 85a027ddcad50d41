import { coversAllFailures } from "../../domain/failure-destination.ts";
import type { Catalogue, FunctionProfile } from "../../domain/function-profile.ts";
import type { FunctionDirectory } from "../../ports/function-directory.ts";
import type { AccountFaces, FunctionConfiguration } from "../faces.ts";
import { callTriggers, polledTriggers } from "./directory-triggers.ts";
import { allItems, faceCall } from "./face-call.ts";

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
  const aliases = allItems(
    (page) => lambda.listAliases(functionName, page),
    (page) => page.Aliases,
  ).map(({ Name }) => Name);
  const provisioned = allItems(
    (page) => lambda.listProvisionedConcurrencyConfigs(functionName, page),
    (page) => page.ProvisionedConcurrencyConfigs,
  );
  const eventInvokeConfigs = allItems(
    (page) => lambda.listFunctionEventInvokeConfigs(functionName, page),
    (page) => page.FunctionEventInvokeConfigs,
  );
  const eventAges = eventInvokeConfigs.map(
    (config) => config.MaximumEventAgeInSeconds ?? DEFAULT_EVENT_AGE_SECONDS,
  );
  return {
    functionName,
    functionArn,
    memoryMb: configuration.MemorySize,
    architecture: configuration.Architectures[0],
    timeoutSeconds: configuration.Timeout,
    lastModifiedMs: Date.parse(configuration.LastModified),
    tags: lambda.listTags(functionArn).Tags,
    triggers: [
      ...polledTriggers(account, functionArn),
      ...callTriggers(account, { functionName, functionArn, aliases }),
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
    hasFailureDestination: coversAllFailures(
      configuration.DeadLetterConfig !== undefined,
      aliases,
      eventInvokeConfigs.map((config) => ({
        functionArn: config.FunctionArn,
        hasFailureDestination: config.DestinationConfig !== undefined,
      })),
    ),
    hosting: configuration.CapacityProviderConfig === undefined ? "on-demand" : "managed-instances",
    isDurable: configuration.DurableConfig !== undefined,
  };
}
