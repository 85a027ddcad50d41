import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionRecursionConfigCommand,
  GetPolicyCommand,
  type LambdaClient,
  ListAliasesCommand,
  ListEventSourceMappingsCommand,
  ListFunctionEventInvokeConfigsCommand,
  ListFunctionsCommand,
  ListFunctionUrlConfigsCommand,
  ListProvisionedConcurrencyConfigsCommand,
  ListTagsCommand,
} from "@aws-sdk/client-lambda";
import type { EventInvokeConfig } from "../domain/failure-destination.ts";
import type { AccountLimits, FunctionProfile, ReservedConcurrency } from "../domain/function-profile.ts";
import { allPages } from "./all-pages.ts";
import { cloudAnswer, cloudCall } from "./cloud-call.ts";
import type { ControlPlanePace } from "./control-plane-pace.ts";

export const permissions = [
  "lambda:ListFunctions",
  "lambda:ListEventSourceMappings",
  "lambda:GetAccountSettings",
  "lambda:GetFunctionConcurrency",
  "lambda:ListTags",
  "lambda:ListAliases",
  "lambda:GetPolicy",
  "lambda:ListFunctionUrlConfigs",
  "lambda:ListProvisionedConcurrencyConfigs",
  "lambda:ListFunctionEventInvokeConfigs",
  "lambda:GetFunctionRecursionConfig",
] as const;

/** How long Lambda keeps an asynchronous event unless a function says otherwise. */
const DEFAULT_EVENT_AGE_SECONDS = 21_600;

/** What is set for the asynchronous events of a function's versions and aliases. */
export type AsynchronousInvocation = {
  /** The shortest of all: the first events to be lost. */
  readonly maximumEventAgeSeconds: number;
  readonly configs: readonly EventInvokeConfig[];
};

/** What AWS does where nothing is set. */
export const DEFAULT_ASYNCHRONOUS_INVOCATION: AsynchronousInvocation = {
  maximumEventAgeSeconds: DEFAULT_EVENT_AGE_SECONDS,
  configs: [],
};

export type LambdaQuestions = ReturnType<typeof lambdaQuestions>;

/** What the inventory asks of Lambda's control plane, paced, in the guard's words. Every question throws CloudCallError. */
export function lambdaQuestions(client: LambdaClient, pace: ControlPlanePace) {
  const paced = async <T>(operation: string, send: () => Promise<T>): Promise<T> => {
    await pace();
    return cloudCall(operation, send());
  };

  return {
    functions: () =>
      allPages(
        (page) => paced("lambda:ListFunctions", () => client.send(new ListFunctionsCommand(page))),
        (page) => page.Functions,
      ),

    eventSourceMappings: () =>
      allPages(
        (page) =>
          paced("lambda:ListEventSourceMappings", () =>
            client.send(new ListEventSourceMappingsCommand(page)),
          ),
        (page) => page.EventSourceMappings,
      ),

    accountLimits: async (): Promise<AccountLimits> => {
      const { AccountLimit } = await paced("lambda:GetAccountSettings", () =>
        client.send(new GetAccountSettingsCommand({})),
      );
      return {
        concurrentExecutions: AccountLimit?.ConcurrentExecutions ?? 0,
        unreservedConcurrentExecutions: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
      };
    },

    reservedConcurrency: async (FunctionName: string): Promise<ReservedConcurrency> => {
      const { ReservedConcurrentExecutions } = await paced("lambda:GetFunctionConcurrency", () =>
        client.send(new GetFunctionConcurrencyCommand({ FunctionName })),
      );
      return ReservedConcurrentExecutions ?? "unreserved";
    },

    tags: async (functionArn: string): Promise<Readonly<Record<string, string>>> => {
      const { Tags } = await paced("lambda:ListTags", () =>
        client.send(new ListTagsCommand({ Resource: functionArn })),
      );
      return Tags ?? {};
    },

    aliases: async (FunctionName: string): Promise<readonly string[]> => {
      const aliases = await allPages(
        (page) =>
          paced("lambda:ListAliases", () => client.send(new ListAliasesCommand({ FunctionName, ...page }))),
        (page) => page.Aliases,
      );
      return aliases.flatMap(({ Name }) => Name ?? []);
    },

    /**
     * The policy's JSON text; `undefined`: it has none.
     * @param alias absent: the policy of the function itself, which tells nothing of its aliases
     */
    resourcePolicy: async (FunctionName: string, alias: string | undefined): Promise<string | undefined> => {
      await pace();
      const answer = await cloudAnswer(
        "lambda:GetPolicy",
        client.send(new GetPolicyCommand({ FunctionName, Qualifier: alias })),
        ["ResourceNotFoundException"],
      );
      return answer.ok ? answer.value.Policy : undefined;
    },

    urlAccesses: async (FunctionName: string): Promise<readonly ("public" | "iam")[]> => {
      const urls = await allPages(
        (page) =>
          paced("lambda:ListFunctionUrlConfigs", () =>
            client.send(new ListFunctionUrlConfigsCommand({ FunctionName, ...page })),
          ),
        (page) => page.FunctionUrlConfigs,
      );
      return urls.map(({ AuthType }) => (AuthType === "NONE" ? "public" : "iam"));
    },

    provisionedConcurrency: async (FunctionName: string): Promise<number> => {
      const configs = await allPages(
        (page) =>
          paced("lambda:ListProvisionedConcurrencyConfigs", () =>
            client.send(new ListProvisionedConcurrencyConfigsCommand({ FunctionName, ...page })),
          ),
        (page) => page.ProvisionedConcurrencyConfigs,
      );
      return configs.reduce((sum, config) => sum + (config.RequestedProvisionedConcurrentExecutions ?? 0), 0);
    },

    asynchronousInvocation: async (FunctionName: string): Promise<AsynchronousInvocation> => {
      const configs = await allPages(
        (page) =>
          paced("lambda:ListFunctionEventInvokeConfigs", () =>
            client.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName, ...page })),
          ),
        (page) => page.FunctionEventInvokeConfigs,
      );
      const ages = configs.map((config) => config.MaximumEventAgeInSeconds ?? DEFAULT_EVENT_AGE_SECONDS);
      return {
        maximumEventAgeSeconds: Math.min(DEFAULT_EVENT_AGE_SECONDS, ...ages),
        configs: configs.map(({ FunctionArn = "", DestinationConfig }) => ({
          functionArn: FunctionArn,
          hasFailureDestination: Boolean(DestinationConfig?.OnFailure?.Destination),
        })),
      };
    },

    recursionDetection: async (FunctionName: string): Promise<FunctionProfile["recursionDetection"]> => {
      const { RecursiveLoop } = await paced("lambda:GetFunctionRecursionConfig", () =>
        client.send(new GetFunctionRecursionConfigCommand({ FunctionName })),
      );
      return RecursiveLoop === "Allow" ? "allow" : "terminate";
    },
  };
}
