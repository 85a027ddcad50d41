import type { EpochMs } from "../domain/time.ts";

/*
 * What the simulated account shows to whoever speaks to it, in AWS's own shapes. The HTTP face (lib/sim/http)
 * only translates the wire protocols to these calls; the world behind them lives in the other files of this room.
 */

/** An answer that AWS would give as an error: its own name, text and HTTP status. */
export class AwsError extends Error {
  constructor(
    readonly errorName: string,
    message: string,
    readonly status = 400,
    /** Further members of the error body, e.g. `Reason`, `retryAfterSeconds`. */
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = errorName;
  }
}

export type FunctionConfiguration = {
  FunctionName: string;
  FunctionArn: string;
  Runtime: string;
  Handler: string;
  MemorySize: number;
  Timeout: number;
  Architectures: ["x86_64" | "arm64"];
  /** `2026-11-22T03:04:05.000+0000`, as Lambda writes it. */
  LastModified: string;
  DeadLetterConfig?: { TargetArn: string };
  CapacityProviderConfig?: {
    LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: string };
  };
  DurableConfig?: { ExecutionTimeout: number };
};

export type EventSourceMappingConfiguration = {
  UUID: string;
  EventSourceArn: string;
  FunctionArn: string;
  State: "Creating" | "Enabling" | "Enabled" | "Disabling" | "Disabled" | "Updating" | "Deleting";
  StateTransitionReason: string;
  /** Seconds since 1970, as the REST JSON protocol writes timestamps. */
  LastModified: number;
  BatchSize: number;
  ScalingConfig?: { MaximumConcurrency?: number };
  MaximumRecordAgeInSeconds?: number;
};

type Page = { Marker?: string | undefined; MaxItems?: number | undefined };

/** Lambda's control plane. Every method throws AwsError with AWS's own names (ResourceNotFoundException, ...). Lists page at 50. */
export type LambdaControlPlane = {
  listFunctions(page: Page): { Functions: FunctionConfiguration[]; NextMarker?: string };
  getFunctionConfiguration(functionName: string): FunctionConfiguration;
  getFunctionConcurrency(functionName: string): { ReservedConcurrentExecutions?: number };
  putFunctionConcurrency(functionName: string, reserved: number): { ReservedConcurrentExecutions: number };
  deleteFunctionConcurrency(functionName: string): void;
  listTags(functionArn: string): { Tags: Record<string, string> };
  listAliases(
    functionName: string,
    page: Page,
  ): { Aliases: { AliasArn: string; Name: string; FunctionVersion: string }[]; NextMarker?: string };
  /** @param alias absent: the policy of the function itself */
  getPolicy(functionName: string, alias?: string): { Policy: string; RevisionId: string };
  listFunctionUrlConfigs(
    functionName: string,
    page: Page,
  ): {
    FunctionUrlConfigs: { FunctionUrl: string; FunctionArn: string; AuthType: "NONE" | "AWS_IAM" }[];
    NextMarker?: string;
  };
  listProvisionedConcurrencyConfigs(
    functionName: string,
    page: Page,
  ): {
    ProvisionedConcurrencyConfigs: {
      FunctionArn: string;
      RequestedProvisionedConcurrentExecutions: number;
    }[];
    NextMarker?: string;
  };
  listFunctionEventInvokeConfigs(
    functionName: string,
    page: Page,
  ): {
    FunctionEventInvokeConfigs: {
      FunctionArn: string;
      MaximumEventAgeInSeconds?: number;
      DestinationConfig?: { OnFailure: { Destination: string } };
    }[];
    NextMarker?: string;
  };
  getFunctionRecursionConfig(functionName: string): { RecursiveLoop: "Allow" | "Terminate" };
  listEventSourceMappings(
    query: Page & { FunctionName?: string | undefined; EventSourceArn?: string | undefined },
  ): { EventSourceMappings: EventSourceMappingConfiguration[]; NextMarker?: string };
  getEventSourceMapping(uuid: string): EventSourceMappingConfiguration;
  updateEventSourceMapping(
    uuid: string,
    change: { Enabled?: boolean | undefined; ScalingConfig?: { MaximumConcurrency?: number } | undefined },
  ): EventSourceMappingConfiguration;
  getAccountSettings(): {
    AccountLimit: { ConcurrentExecutions: number; UnreservedConcurrentExecutions: number };
    AccountUsage: { FunctionCount: number };
  };
};

export type MetricQuery = {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: "Sum" | "SampleCount" | "Maximum" | "Minimum" | "Average";
  readonly periodSeconds: number;
  /** Half-open, on a period boundary. */
  readonly startMs: EpochMs;
  readonly endMs: EpochMs;
};

/** The datapoints that are visible at the world's present time; a period without a datapoint is absent, never 0. */
export type MetricStore = {
  query(query: MetricQuery): { timestampMs: EpochMs; value: number }[];
  list(filter: { namespace?: string | undefined; metricName?: string | undefined }): {
    namespace: string;
    metricName: string;
    dimensions: Record<string, string>;
  }[];
};

/** EventBridge, as far as the inventory asks. */
export type EventRules = {
  listRuleNamesByTarget(targetArn: string): { RuleNames: string[] };
  describeRule(name: string): {
    Name: string;
    Arn: string;
    State: "ENABLED" | "DISABLED";
    ScheduleExpression?: string;
    EventPattern?: string;
    ManagedBy?: string;
  };
};

type StreamParameters = { StartingPosition: "LATEST"; MaximumRecordAgeInSeconds?: number };

export type PipeDescription = {
  Name: string;
  Arn: string;
  DesiredState: "RUNNING" | "STOPPED";
  CurrentState: "RUNNING" | "STOPPED" | "STARTING" | "STOPPING";
  Source: string;
  /** Present for streams. Also without a maximum age of its own, a pipe from a stream has a starting position. */
  SourceParameters?: {
    KinesisStreamParameters?: StreamParameters;
    DynamoDBStreamParameters?: StreamParameters;
  };
  Target: string;
  /** Seconds since 1970, as the REST JSON protocol writes timestamps. */
  LastModifiedTime: number;
};

/** EventBridge Pipes. Throws AwsError with AWS's own names (NotFoundException, ConflictException). */
export type Pipes = {
  listPipes(): { Pipes: Omit<PipeDescription, "SourceParameters">[] };
  describePipe(name: string): PipeDescription;
  startPipe(name: string): PipeDescription;
  stopPipe(name: string): PipeDescription;
};

/** SQS, as far as the inventory asks. Throws AwsError with AWS's own names (AWS.SimpleQueueService.NonExistentQueue). */
export type Queues = {
  getQueueUrl(queueName: string): { QueueUrl: string };
  getQueueAttributes(queueUrl: string): {
    Attributes: { QueueArn: string; MessageRetentionPeriod: string; RedrivePolicy?: string };
  };
};

/** Kinesis, as far as the inventory asks. Throws AwsError with AWS's own names (ResourceNotFoundException). */
export type Streams = {
  describeStreamSummary(streamArn: string): {
    StreamDescriptionSummary: {
      StreamName: string;
      StreamARN: string;
      StreamStatus: "ACTIVE";
      RetentionPeriodHours: number;
      OpenShardCount: number;
    };
  };
};

/** EventBridge Scheduler, as far as the inventory asks. */
export type Schedules = {
  listSchedules(): {
    Schedules: {
      Arn: string;
      Name: string;
      GroupName: string;
      State: "ENABLED" | "DISABLED";
      Target: { Arn: string };
    }[];
  };
};

/** What Cost Explorer would answer now: it knows nothing of the last 24 hours. Days are `YYYY-MM-DD`, UTC. */
export type CostRecords = {
  dailyLambdaCostUsd(fromDay: string, toDay: string): { day: string; usd: number; estimated: boolean }[];
};

/** Everything published to the account's topics, for whoever plays the owner. */
export type Topics = {
  publish(topicArn: string, message: { subject?: string | undefined; text: string }): { MessageId: string };
  published(): readonly { topicArn: string; subject?: string | undefined; text: string; atMs: EpochMs }[];
};

/** The account as its callers see it. `nowMs` is the world's time; calls never move it. */
export type AccountFaces = {
  readonly accountId: string;
  readonly region: string;
  nowMs(): EpochMs;
  readonly lambda: LambdaControlPlane;
  readonly metrics: MetricStore;
  readonly eventRules: EventRules;
  readonly pipes: Pipes;
  readonly queues: Queues;
  readonly streams: Streams;
  readonly schedules: Schedules;
  readonly costs: CostRecords;
  readonly topics: Topics;
};
