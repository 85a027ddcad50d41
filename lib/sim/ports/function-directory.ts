import { withDescriptions } from "../../domain/catalogue.ts";
import { coversAllFailures } from "../../domain/failure-destination.ts";
import type { Catalogue, FunctionProfile } from "../../domain/function-profile.ts";
import { isListedTrigger } from "../../domain/trigger.ts";
import type { Descriptions, FunctionDirectory } from "../../ports/function-directory.ts";
import type { AccountFaces, FunctionConfiguration } from "../faces.ts";
import { callTriggers, describedSource, listedTriggers } from "./directory-triggers.ts";
import { allItems, faceCall } from "./face-call.ts";

const DEFAULT_EVENT_AGE_SECONDS = 21_600;

/** The inventory of the simulated account, without a wire in between; no single question is refused here, and none takes time. */
export function simulatedDirectory(account: AccountFaces): FunctionDirectory {
  const list = () => faceCall("lambda:ListFunctions", () => listingOf(account));
  const describe = (functions: readonly FunctionProfile[]): Descriptions => ({
    functions: faceCall("lambda:ListTags", () => functions.map((profile) => described(account, profile))),
    unanswered: [],
  });
  return {
    listFunctions: async () => list(),
    describeFunctions: async (functions, untilMs = Number.POSITIVE_INFINITY) =>
      describe(account.nowMs() < untilMs ? functions : []),
    takeInventory: async () => {
      const listing = list();
      return withDescriptions(listing, describe(listing.functions));
    },
  };
}

function listingOf(account: AccountFaces): Catalogue {
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
    functions: configurations.map((configuration) => listed(account, configuration)),
    unanswered: [],
  };
}

const listed = (account: AccountFaces, configuration: FunctionConfiguration): FunctionProfile => ({
  functionName: configuration.FunctionName,
  functionArn: configuration.FunctionArn,
  revisionId: configuration.LastModified,
  describedAtMs: "never",
  memoryMb: configuration.MemorySize,
  architecture: configuration.Architectures[0],
  timeoutSeconds: configuration.Timeout,
  lastModifiedMs: Date.parse(configuration.LastModified),
  tags: {},
  triggers: listedTriggers(account, configuration.FunctionArn),
  reservedConcurrency: "unreserved",
  provisionedConcurrency: 0,
  maximumEventAgeSeconds: DEFAULT_EVENT_AGE_SECONDS,
  recursionDetection: "terminate",
  hasDeadLetterQueue: configuration.DeadLetterConfig !== undefined,
  hasFailureDestination: false,
  hosting: configuration.CapacityProviderConfig === undefined ? "on-demand" : "managed-instances",
  isDurable: configuration.DurableConfig !== undefined,
});

function described(account: AccountFaces, { isOutdated: _, ...profile }: FunctionProfile): FunctionProfile {
  const { lambda } = account;
  const { functionName, functionArn } = profile;
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
    ...profile,
    describedAtMs: account.nowMs(),
    tags: lambda.listTags(functionArn).Tags,
    triggers: [
      ...profile.triggers.filter(isListedTrigger).map((trigger) => describedSource(account, trigger)),
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
      profile.hasDeadLetterQueue,
      aliases,
      eventInvokeConfigs.map((config) => ({
        functionArn: config.FunctionArn,
        hasFailureDestination: config.DestinationConfig !== undefined,
      })),
    ),
  };
}
