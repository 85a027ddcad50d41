import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionRecursionConfigCommand,
  GetPolicyCommand,
  type LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionEventInvokeConfigsCommand,
  ListFunctionsCommand,
  ListFunctionUrlConfigsCommand,
  ListProvisionedConcurrencyConfigsCommand,
  ListTagsCommand,
} from "@aws-sdk/client-lambda";
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
  "lambda:GetPolicy",
  "lambda:ListFunctionUrlConfigs",
  "lambda:ListProvisionedConcurrencyConfigs",
  "lambda:ListFunctionEventInvokeConfigs",
  "lambda:GetFunctionRecursionConfig",
] as const;

/** How long Lambda keeps an asynchronous event unless a function says otherwise. */
export const DEFAULT_EVENT_AGE_SECONDS = 21_600;

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

    /** The policy's JSON text; `undefined`: it has none. */
    resourcePolicy: async (FunctionName: string): Promise<string | undefined> => {
      await pace();
      const answer = await cloudAnswer(
        "lambda:GetPolicy",
        client.send(new GetPolicyCommand({ FunctionName })),
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

    /** The shortest of all versions and aliases: the first events to be lost. */
    maximumEventAgeSeconds: async (FunctionName: string): Promise<number> => {
      const configs = await allPages(
        (page) =>
          paced("lambda:ListFunctionEventInvokeConfigs", () =>
            client.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName, ...page })),
          ),
        (page) => page.FunctionEventInvokeConfigs,
      );
      return Math.min(
        DEFAULT_EVENT_AGE_SECONDS,
        ...configs.map((config) => config.MaximumEventAgeInSeconds ?? DEFAULT_EVENT_AGE_SECONDS),
      );
    },

    recursionDetection: async (FunctionName: string): Promise<FunctionProfile["recursionDetection"]> => {
      const { RecursiveLoop } = await paced("lambda:GetFunctionRecursionConfig", () =>
        client.send(new GetFunctionRecursionConfigCommand({ FunctionName })),
      );
      return RecursiveLoop === "Allow" ? "allow" : "terminate";
    },
  };
}
