import type { EpochMs } from "../../lib/domain/time.ts";
import {
  type AccountFaces,
  AwsError,
  type EventSourceMappingConfiguration,
  type FunctionConfiguration,
  type MetricQuery,
} from "../../lib/sim/faces.ts";

/** 2026-11-22T12:00:00Z, the hour at which the world of these tests stands still. */
export const NOON_MS: EpochMs = Date.UTC(2026, 10, 22, 12);
export const ACCOUNT_ID = "111122223333";

const arnOf = (functionName: string): string =>
  `arn:aws:lambda:eu-central-1:${ACCOUNT_ID}:function:${functionName}`;

/** What one function's metrics are in every minute. */
export type SteadyMetric = {
  readonly sum: number;
  readonly sampleCount: number;
  readonly maximum: number;
  /** Absent: up to now. */
  readonly untilMs?: EpochMs;
};

export type WireAccountOptions = {
  readonly functionNames?: readonly string[];
  /** Duration per minute; a function that is not named here has no datapoints. */
  readonly durations?: Readonly<Record<string, SteadyMetric>>;
  readonly ruleNames?: readonly string[];
  readonly dailyCosts?: readonly { day: string; usd: number; estimated: boolean }[];
};

/** A small account that never changes by itself: enough to see whether the wire carries questions and answers whole. */
export function wireAccount(options: WireAccountOptions = {}): AccountFaces {
  const functionNames = options.functionNames ?? ["orders", "mailer"];
  const reserved = new Map<string, number>();
  const mapping: EventSourceMappingConfiguration = {
    UUID: "a1b2c3d4-0000-4000-8000-000000000001",
    EventSourceArn: `arn:aws:sqs:eu-central-1:${ACCOUNT_ID}:orders`,
    FunctionArn: arnOf("orders"),
    State: "Enabled",
    StateTransitionReason: "USER_INITIATED",
    LastModified: NOON_MS / 1000,
    BatchSize: 10,
  };
  const published: { topicArn: string; subject?: string | undefined; text: string; atMs: EpochMs }[] = [];

  const known = (functionName: string): string => {
    if (functionNames.includes(functionName)) return functionName;
    throw new AwsError("ResourceNotFoundException", `Function not found: ${arnOf(functionName)}`, 404);
  };
  const noPipe = (name: string): never => {
    throw new AwsError("NotFoundException", `Pipe ${name} does not exist.`, 404);
  };
  const configuration = (functionName: string): FunctionConfiguration => ({
    FunctionName: functionName,
    FunctionArn: arnOf(functionName),
    Runtime: "nodejs22.x",
    Handler: "index.handler",
    MemorySize: 512,
    Timeout: 30,
    Architectures: ["arm64"],
    LastModified: "2026-11-01T00:00:00.000+0000",
  });

  return {
    accountId: ACCOUNT_ID,
    region: "eu-central-1",
    nowMs: () => NOON_MS,
    lambda: {
      listFunctions({ Marker = "0", MaxItems = 50 }) {
        const until = Number(Marker) + Math.min(MaxItems, 50);
        return {
          Functions: functionNames.slice(Number(Marker), until).map(configuration),
          ...(until < functionNames.length && { NextMarker: String(until) }),
        };
      },
      getFunctionConfiguration: (functionName) => configuration(known(functionName)),
      getFunctionConcurrency(functionName) {
        const value = reserved.get(known(functionName));
        return value === undefined ? {} : { ReservedConcurrentExecutions: value };
      },
      putFunctionConcurrency(functionName, value) {
        reserved.set(known(functionName), value);
        return { ReservedConcurrentExecutions: value };
      },
      deleteFunctionConcurrency: (functionName) => void reserved.delete(known(functionName)),
      listTags: (functionArn) => ({ Tags: { "asked-for": functionArn } }),
      listAliases: () => ({ Aliases: [] }),
      getPolicy(functionName) {
        if (known(functionName) === "orders") return { Policy: '{"Statement":[]}', RevisionId: "r1" };
        throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404);
      },
      listFunctionUrlConfigs: (functionName) => ({
        FunctionUrlConfigs: [
          { FunctionUrl: "https://x.lambda-url/", FunctionArn: arnOf(functionName), AuthType: "NONE" },
        ],
      }),
      listProvisionedConcurrencyConfigs: (functionName) => ({
        ProvisionedConcurrencyConfigs: [
          { FunctionArn: `${arnOf(functionName)}:live`, RequestedProvisionedConcurrentExecutions: 2 },
        ],
      }),
      listFunctionEventInvokeConfigs: (functionName) => ({
        FunctionEventInvokeConfigs: [{ FunctionArn: arnOf(functionName), MaximumEventAgeInSeconds: 3600 }],
      }),
      getFunctionRecursionConfig: () => ({ RecursiveLoop: "Terminate" }),
      listEventSourceMappings: ({ FunctionName }) => ({
        EventSourceMappings: FunctionName === undefined || FunctionName === "orders" ? [mapping] : [],
      }),
      getEventSourceMapping(uuid) {
        if (uuid === mapping.UUID) return mapping;
        throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404);
      },
      updateEventSourceMapping(_uuid, { Enabled, ScalingConfig }) {
        if (Enabled === false) mapping.State = "Disabling";
        if (ScalingConfig !== undefined) mapping.ScalingConfig = ScalingConfig;
        return mapping;
      },
      getAccountSettings: () => ({
        AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 900 },
        AccountUsage: { FunctionCount: functionNames.length },
      }),
    },
    metrics: {
      query: (query) => steadyDatapoints(query, options.durations ?? {}),
      list: ({ namespace = "AWS/Lambda", metricName = "Duration" }) =>
        namespace === "AWS/Lambda" && metricName === "Duration"
          ? Object.keys(options.durations ?? {}).map((name) => ({
              namespace,
              metricName,
              dimensions: { FunctionName: name },
            }))
          : [],
    },
    queues: {
      getQueueUrl: (name) => ({ QueueUrl: `https://sqs.eu-central-1.amazonaws.com/${ACCOUNT_ID}/${name}` }),
      getQueueAttributes: () => ({
        Attributes: { QueueArn: mapping.EventSourceArn, MessageRetentionPeriod: "345600" },
      }),
    },
    streams: {
      describeStreamSummary(arn) {
        throw new AwsError("ResourceNotFoundException", `Stream ${arn} not found.`);
      },
    },
    schedules: { listSchedules: () => ({ Schedules: [] }) },
    pipes: { listPipes: () => ({ Pipes: [] }), describePipe: noPipe, startPipe: noPipe, stopPipe: noPipe },
    eventRules: {
      listRuleNamesByTarget: () => ({ RuleNames: [...(options.ruleNames ?? [])] }),
      describeRule(name) {
        if (options.ruleNames?.includes(name))
          return {
            Name: name,
            Arn: `arn:rule/${name}`,
            State: "ENABLED",
            ScheduleExpression: "rate(1 hour)",
          };
        throw new AwsError("ResourceNotFoundException", `Rule ${name} does not exist on EventBus default.`);
      },
    },
    costs: {
      dailyLambdaCostUsd: (fromDay, toDay) =>
        (options.dailyCosts ?? []).filter(({ day }) => day >= fromDay && day < toDay),
    },
    topics: {
      publish(topicArn, message) {
        published.push({ topicArn, ...message, atMs: NOON_MS });
        return { MessageId: `message-${published.length}` };
      },
      published: () => published,
    },
  };
}

/** One datapoint per period up to now. The stub keeps no minutes, so it multiplies what one minute has. */
function steadyDatapoints(query: MetricQuery, durations: Readonly<Record<string, SteadyMetric>>) {
  const metric = durations[query.dimensions.FunctionName ?? ""];
  if (metric === undefined || query.metricName !== "Duration") return [];
  const minutes = query.periodSeconds / 60;
  const value = {
    Sum: metric.sum * minutes,
    SampleCount: metric.sampleCount * minutes,
    Maximum: metric.maximum,
    Minimum: metric.maximum,
    Average: metric.sum / metric.sampleCount,
  }[query.stat];
  const datapoints: { timestampMs: EpochMs; value: number }[] = [];
  const endMs = Math.min(query.endMs, metric.untilMs ?? NOON_MS);
  for (let atMs = query.startMs; atMs < endMs; atMs += query.periodSeconds * 1000)
    datapoints.push({ timestampMs: atMs, value });
  return datapoints;
}
