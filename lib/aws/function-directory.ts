import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { PipesClient } from "@aws-sdk/client-pipes";
import type { SchedulerClient } from "@aws-sdk/client-scheduler";
import type { STSClient } from "@aws-sdk/client-sts";
import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";
import type { Clock } from "../domain/time.ts";
import type { Trigger } from "../domain/trigger.ts";
import type { FunctionDirectory } from "../ports/function-directory.ts";
import { callerIdentity } from "./caller-identity.ts";
import type { ControlPlanePace } from "./control-plane-pace.ts";
import { permissions as eventRulePermissions } from "./event-rules.ts";
import { profileOf } from "./function-profile.ts";
import { type Questions, questions } from "./inventory-questions.ts";
import { invokerTriggers } from "./invoker-triggers.ts";
import {
  type LambdaQuestions,
  permissions as lambdaPermissions,
  lambdaQuestions,
} from "./lambda-questions.ts";
import { mappingTriggers } from "./mapping-triggers.ts";
import { permissions as pipePermissions, pipeTriggers } from "./pipe-triggers.ts";
import { permissions as schedulePermissions, scheduleTriggers } from "./schedule-triggers.ts";
import {
  type RetentionClients,
  permissions as retentionPermissions,
  sourceRetention,
} from "./source-retention.ts";

export const permissions = [
  ...lambdaPermissions,
  ...eventRulePermissions,
  ...retentionPermissions,
  ...schedulePermissions,
  ...pipePermissions,
] as const;

export type DirectoryClients = RetentionClients & {
  readonly lambda: LambdaClient;
  readonly events: EventBridgeClient;
  readonly scheduler: SchedulerClient;
  readonly pipes: PipesClient;
  readonly sts: STSClient;
};

/** AWS's default quota; and no room for a reservation, so that nothing is braked by reserving. Fails toward spending. */
const UNKNOWN_LIMITS: AccountLimits = { concurrentExecutions: 1_000, unreservedConcurrentExecutions: 0 };

/** Asks one question after the other: the control plane's limit is shared with everybody else in the account. */
export function lambdaFunctionDirectory(
  clients: DirectoryClients,
  { clock, pace }: { readonly clock: Clock; readonly pace: ControlPlanePace },
): FunctionDirectory {
  const lambda = lambdaQuestions(clients.lambda, pace);

  return {
    takeInventory: async () => {
      const takenAtMs = clock();
      const open = questions();
      const { accountId } = await callerIdentity(clients.sts);
      const configurations = await lambda.functions();
      const limits = await open.ask(lambda.accountLimits, UNKNOWN_LIMITS);
      const functionNames = configurations.flatMap(({ FunctionName }) => FunctionName ?? []);
      const retentionOf = sourceRetention(clients, { accountId, pace, open });
      const listings = [
        await mappingTriggers(functionNames, lambda, retentionOf, open),
        await scheduleTriggers(clients.scheduler, open),
        await pipeTriggers(clients.pipes, retentionOf, open),
      ];
      const functions: FunctionProfile[] = [];
      for (const configuration of configurations) {
        const { FunctionName: functionName = "", FunctionArn: functionArn = "" } = configuration;
        const aliases = await open.ask(() => lambda.aliases(functionName), [], functionName);
        functions.push({
          ...(await profileOf(configuration, aliases, lambda, open)),
          triggers: [
            ...listings.flatMap((listing) => listing.get(functionArn) ?? []),
            ...(await urlTriggers(functionName, lambda, open)),
            ...(await invokerTriggers({ functionName, functionArn, aliases }, lambda, clients.events, open)),
          ],
        });
      }
      const region = await clients.lambda.config.region();
      return { takenAtMs, accountId, region, limits, functions, unanswered: open.unanswered };
    },
  };
}

async function urlTriggers(
  functionName: string,
  lambda: LambdaQuestions,
  open: Questions,
): Promise<readonly Trigger[]> {
  const accesses = await open.ask(() => lambda.urlAccesses(functionName), [], functionName);
  return accesses.map((access) => ({ kind: "function-url", isPublic: access === "public" }));
}
