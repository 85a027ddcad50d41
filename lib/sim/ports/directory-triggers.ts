import { polledSourceOf, triggerOfMapping, withRetention } from "../../domain/event-source.ts";
import { unqualifiedArn } from "../../domain/function-arn.ts";
import { EVENT_RULES_PRINCIPAL, invokersOf, triggerOfInvoker } from "../../domain/resource-policy.ts";
import {
  queueRetention,
  RETENTION_OF_KIND,
  type SourceRetention,
  UNKNOWN_RETENTION,
  withinRecordAge,
} from "../../domain/source-retention.ts";
import { isPolled, type Trigger } from "../../domain/trigger.ts";
import type { AccountFaces } from "../faces.ts";
import { allItems, faceAnswer } from "./face-call.ts";

/** What mappings, pipes and schedules are listed for a function. */
export function listedTriggers(account: AccountFaces, functionArn: string): readonly Trigger[] {
  const mappings = allItems(
    (page) => account.lambda.listEventSourceMappings({ FunctionName: functionArn, ...page }),
    (page) => page.EventSourceMappings,
  );
  const pipes = account.pipes
    .listPipes()
    .Pipes.filter(({ Target }) => unqualifiedArn(Target) === functionArn);
  const schedules = account.schedules
    .listSchedules()
    .Schedules.filter(({ Target }) => unqualifiedArn(Target.Arn) === functionArn);
  return [
    ...mappings.map(({ UUID, EventSourceArn, State, MaximumRecordAgeInSeconds }) =>
      triggerOfMapping({
        mappingId: UUID,
        sourceArn: EventSourceArn,
        state: State,
        maximumRecordAgeSeconds: MaximumRecordAgeInSeconds,
      }),
    ),
    ...pipes.map(({ Name, Source, DesiredState }): Trigger => {
      const running = DesiredState === "RUNNING";
      return { kind: "pipe", pipeName: Name, sourceArn: Source, running };
    }),
    ...schedules.map(({ Arn }): Trigger => ({ kind: "schedule", sourceArn: Arn })),
  ];
}

/** A listed trigger with how long its source keeps what is unread. */
export function describedSource(account: AccountFaces, trigger: Trigger): Trigger {
  if (isPolled(trigger)) return withRetention(trigger, retentionOf(account, trigger.sourceArn));
  if (trigger.kind !== "pipe") return trigger;
  const { Source, SourceParameters = {} } = account.pipes.describePipe(trigger.pipeName);
  const { KinesisStreamParameters, DynamoDBStreamParameters } = SourceParameters;
  const { keepsForSeconds } = withinRecordAge(
    retentionOf(account, Source),
    (KinesisStreamParameters ?? DynamoDBStreamParameters)?.MaximumRecordAgeInSeconds,
  );
  return { ...trigger, ...(keepsForSeconds === undefined ? {} : { keepsForSeconds }) };
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

/** Who calls a function or an alias of it, besides Scheduler. */
export function callTriggers(account: AccountFaces, called: CalledFunction): readonly Trigger[] {
  const { functionName, aliases } = called;
  const urls = allItems(
    (page) => account.lambda.listFunctionUrlConfigs(functionName, page),
    (page) => page.FunctionUrlConfigs,
  );
  const found: readonly Trigger[] = [
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
