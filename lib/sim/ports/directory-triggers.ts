import { polledSourceOf, triggerOfMapping } from "../../domain/event-source.ts";
import { unqualifiedArn } from "../../domain/function-arn.ts";
import { EVENT_RULES_PRINCIPAL, invokersOf, triggerOfInvoker } from "../../domain/resource-policy.ts";
import {
  queueRetention,
  RETENTION_OF_KIND,
  type SourceRetention,
  UNKNOWN_RETENTION,
  withinRecordAge,
} from "../../domain/source-retention.ts";
import type { Trigger } from "../../domain/trigger.ts";
import type { AccountFaces } from "../faces.ts";
import { allItems, faceAnswer } from "./face-call.ts";

/** What is polled for a function, by mappings and by pipes. */
export function polledTriggers(account: AccountFaces, functionArn: string): readonly Trigger[] {
  const mappings = allItems(
    (page) => account.lambda.listEventSourceMappings({ FunctionName: functionArn, ...page }),
    (page) => page.EventSourceMappings,
  );
  const pipes = account.pipes
    .listPipes()
    .Pipes.filter(({ Target }) => unqualifiedArn(Target) === functionArn);
  return [
    ...mappings.map(({ UUID, EventSourceArn, State, MaximumRecordAgeInSeconds }) =>
      triggerOfMapping(
        {
          mappingId: UUID,
          sourceArn: EventSourceArn,
          state: State,
          maximumRecordAgeSeconds: MaximumRecordAgeInSeconds,
        },
        retentionOf(account, EventSourceArn),
      ),
    ),
    ...pipes.map(({ Name }): Trigger => {
      const { Source, DesiredState, SourceParameters = {} } = account.pipes.describePipe(Name);
      const { KinesisStreamParameters, DynamoDBStreamParameters } = SourceParameters;
      const { keepsForSeconds } = withinRecordAge(
        retentionOf(account, Source),
        (KinesisStreamParameters ?? DynamoDBStreamParameters)?.MaximumRecordAgeInSeconds,
      );
      return {
        kind: "pipe",
        pipeName: Name,
        sourceArn: Source,
        running: DesiredState === "RUNNING",
        ...(keepsForSeconds === undefined ? {} : { keepsForSeconds }),
      };
    }),
  ];
}

function retentionOf({ queues, streams }: AccountFaces, sourceArn: string): SourceRetention {
  const kind = polledSourceOf(sourceArn);
  if (kind === "sqs") {
    const { QueueUrl } = queues.getQueueUrl(sourceArn.split(":")[5] ?? "");
    return queueRetention(queues.getQueueAttributes(QueueUrl).Attributes);
  }
  if (kind === "kinesis") {
    const { StreamDescriptionSummary: summary } = streams.describeStreamSummary(sourceArn);
    return { keepsForSeconds: summary.RetentionPeriodHours * 3_600 };
  }
  return (kind === undefined ? undefined : RETENTION_OF_KIND[kind]) ?? UNKNOWN_RETENTION;
}

type CalledFunction = {
  readonly functionName: string;
  readonly functionArn: string;
  readonly aliases: readonly string[];
};

/** Who calls a function or an alias of it. */
export function callTriggers(account: AccountFaces, called: CalledFunction): readonly Trigger[] {
  const { functionName, functionArn, aliases } = called;
  const schedules = account.schedules
    .listSchedules()
    .Schedules.filter(({ Target }) => unqualifiedArn(Target.Arn) === functionArn);
  const urls = allItems(
    (page) => account.lambda.listFunctionUrlConfigs(functionName, page),
    (page) => page.FunctionUrlConfigs,
  );
  const found: readonly Trigger[] = [
    ...schedules.map(({ Arn }): Trigger => ({ kind: "schedule", sourceArn: Arn })),
    ...urls.map(({ AuthType }): Trigger => ({ kind: "function-url", isPublic: AuthType === "NONE" })),
    ...[undefined, ...aliases].flatMap((alias) => permittedTriggers(account, called, alias)),
  ];
  return [...new Map(found.map((trigger) => [JSON.stringify(trigger), trigger])).values()];
}

function permittedTriggers(
  { lambda, eventRules }: AccountFaces,
  { functionName, functionArn }: CalledFunction,
  alias: string | undefined,
): readonly Trigger[] {
  const policy = faceAnswer("lambda:GetPolicy", () => lambda.getPolicy(functionName, alias), [
    "ResourceNotFoundException",
  ]);
  if (!policy.ok) return [];
  const invokers = invokersOf(policy.value.Policy);
  const isRule = ({ principal }: { principal: string }) => principal === EVENT_RULES_PRINCIPAL;
  const others = invokers.filter((invoker) => !isRule(invoker)).map(triggerOfInvoker);
  if (!invokers.some(isRule)) return others;
  const rules = eventRules
    .listRuleNamesByTarget(alias === undefined ? functionArn : `${functionArn}:${alias}`)
    .RuleNames.map((name) => eventRules.describeRule(name))
    .map(
      ({ Arn, ScheduleExpression }): Trigger => ({
        kind: ScheduleExpression === undefined ? "event-rule" : "schedule",
        sourceArn: Arn,
      }),
    );
  return [...others, ...rules];
}
