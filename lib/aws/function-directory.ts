import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { PipesClient } from "@aws-sdk/client-pipes";
import type { SchedulerClient } from "@aws-sdk/client-scheduler";
import type { STSClient } from "@aws-sdk/client-sts";
import { withDescriptions } from "../domain/catalogue.ts";
import { withRetention } from "../domain/event-source.ts";
import type { AccountLimits, Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { Clock } from "../domain/time.ts";
import { isListedTrigger, isPolled, type Trigger } from "../domain/trigger.ts";
import type { Descriptions, FunctionDirectory } from "../ports/function-directory.ts";
import { callerIdentity } from "./caller-identity.ts";
import type { ControlPlanePace } from "./control-plane-pace.ts";
import { permissions as eventRulePermissions } from "./event-rules.ts";
import { listedProfile, settingsOf } from "./function-profile.ts";
import { type Questions, questions } from "./inventory-questions.ts";
import { invokerTriggers } from "./invoker-triggers.ts";
import {
  type LambdaQuestions,
  permissions as lambdaPermissions,
  lambdaQuestions,
} from "./lambda-questions.ts";
import { mappingTriggers } from "./mapping-triggers.ts";
import { describedPipe, permissions as pipePermissions, pipeTriggers } from "./pipe-triggers.ts";
import { permissions as schedulePermissions, scheduleTriggers } from "./schedule-triggers.ts";
import {
  type RetentionClients,
  type RetentionOf,
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

  async function listFunctions(): Promise<Catalogue> {
    const takenAtMs = clock();
    const open = questions();
    const { accountId } = await callerIdentity(clients.sts);
    const configurations = await lambda.functions();
    const limits = await open.ask(lambda.accountLimits, UNKNOWN_LIMITS);
    const functionNames = configurations.flatMap(({ FunctionName }) => FunctionName ?? []);
    const listings = [
      await mappingTriggers(functionNames, lambda, open),
      await scheduleTriggers(clients.scheduler, open),
      await pipeTriggers(clients.pipes, open),
    ];
    const functions = configurations.map((configuration) =>
      listedProfile(
        configuration,
        listings.flatMap((listing) => listing.get(configuration.FunctionArn ?? "") ?? []),
      ),
    );
    const region = await clients.lambda.config.region();
    return { takenAtMs, accountId, region, limits, functions, unanswered: open.unanswered };
  }

  async function describeFunctions(
    listed: readonly FunctionProfile[],
    untilMs = Number.POSITIVE_INFINITY,
  ): Promise<Descriptions> {
    const open = questions();
    const { accountId } = await callerIdentity(clients.sts);
    const retentionOf = sourceRetention(clients, { accountId, pace, open });
    const functions: FunctionProfile[] = [];
    for (const { isOutdated: _, ...profile } of listed) {
      const describedAtMs = clock();
      if (describedAtMs >= untilMs) break;
      const { functionName } = profile;
      const aliases = await open.ask(() => lambda.aliases(functionName), [], functionName);
      functions.push({
        ...profile,
        ...(await settingsOf(profile, aliases, lambda, open)),
        describedAtMs,
        triggers: [
          ...(await describedSources(profile, clients.pipes, retentionOf, open)),
          ...(await urlTriggers(functionName, lambda, open)),
          ...(await invokerTriggers({ ...profile, aliases }, lambda, clients.events, open)),
        ],
      });
    }
    return { functions, unanswered: open.unanswered };
  }

  return {
    listFunctions,
    describeFunctions,
    takeInventory: async () => {
      const listing = await listFunctions();
      return withDescriptions(listing, await describeFunctions(listing.functions));
    },
  };
}

/** What the listings found, with how long the sources keep what is unread. */
async function describedSources(
  { triggers }: FunctionProfile,
  pipes: PipesClient,
  retentionOf: RetentionOf,
  open: Questions,
): Promise<readonly Trigger[]> {
  const described: Trigger[] = [];
  for (const trigger of triggers.filter(isListedTrigger)) {
    if (trigger.kind === "pipe") described.push(await describedPipe(trigger, pipes, retentionOf, open));
    else if (isPolled(trigger)) described.push(withRetention(trigger, await retentionOf(trigger.sourceArn)));
    else described.push(trigger);
  }
  return described;
}

async function urlTriggers(
  functionName: string,
  lambda: LambdaQuestions,
  open: Questions,
): Promise<readonly Trigger[]> {
  const accesses = await open.ask(() => lambda.urlAccesses(functionName), [], functionName);
  return accesses.map((access) => ({ kind: "function-url", isPublic: access === "public" }));
}
