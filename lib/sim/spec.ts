import type { Architecture, FunctionProfile, ReservedConcurrency } from "../domain/function-profile.ts";
import { DAY_MS, type EpochMs, HOUR_MS } from "../domain/time.ts";

/*
 * What a scenario author writes: an account, its functions with their triggers and ordinary traffic, and the changes
 * that come over them. The same specification and seed always give the same world.
 */

export type AccountSpec = {
  /** Twelve digits. */
  readonly accountId: string;
  readonly region: string;
  /** Any integer; another seed gives another sample of the same world. */
  readonly seed: number;
  /** When the world begins, on a minute boundary. */
  readonly startMs: EpochMs;
  /** Concurrent executions of the whole account. AWS's default is 1,000; new accounts have 10. */
  readonly concurrencyLimit: number;
  /** What reservations must leave to the others: 100 normally, 50 or 10 in reduced accounts. */
  readonly unreservedFloor: number;
  readonly functions: readonly FunctionSpec[];
};

/** Lognormal: half of the runs are shorter than `medianMs`, one in twenty is longer than `p95Ms`. Cut at the timeout. */
export type DurationSpec = { readonly medianMs: number; readonly p95Ms: number };

export type FunctionSpec = {
  readonly functionName: string;
  readonly memoryMb: number;
  readonly architecture: Architecture;
  readonly timeoutSeconds: number;
  readonly reservedConcurrency: ReservedConcurrency;
  readonly provisionedConcurrency: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly lastModifiedMs: EpochMs;
  readonly recursionDetection: "terminate" | "allow";
  /** How long Lambda keeps an asynchronous event that it cannot run, 60 to 21,600 s. */
  readonly maximumEventAgeSeconds: number;
  /** Whether discarded asynchronous events go to a queue instead of nowhere, whichever alias they were for. */
  readonly failureDestination: boolean;
  readonly hosting: FunctionProfile["hosting"];
  readonly isDurable: boolean;
  readonly duration: DurationSpec;
  /** Share of runs that fail, 0 to 1. */
  readonly errorRatio: number;
  /** Changes name a trigger by its place in this list. */
  readonly triggers: readonly TriggerSpec[];
  /** What its work hands on to other functions; absent: nothing. */
  readonly sends?: readonly Sending[];
};

/** Each successful run puts events on a trigger of another function: messages on its queue, objects in its bucket. */
export type Sending = {
  readonly toFunction: string;
  /** Place in the list of that function's triggers. */
  readonly toTrigger: number;
  /** Expected events per successful run, >= 0. They are wanted as far as what the run was started for was. */
  readonly eventsPerRun: number;
};

export type Traffic = {
  /** Expected arrivals (calls, events, messages or records) in the minute that starts then, >= 0. */
  readonly arrivals: (minuteStartMs: EpochMs) => number;
  /** Arrivals are this very number (rounded down) and not a Poisson sample of it, as for schedules. */
  readonly exact?: boolean;
};

/** What is called. */
export type Aim = {
  /** An alias of the function; absent: its unpublished code. */
  readonly alias?: string;
};

export type TriggerSpec = Traffic &
  Aim &
  (
    | ({ readonly kind: "function-url"; readonly access: "public" | "iam" } & ClientRetries)
    | ({ readonly kind: "api-gateway"; readonly apiId: string } & ClientRetries)
    | { readonly kind: "load-balancer"; readonly targetGroupName: string }
    | SqsSpec
    | StreamSpec
    | PipeSpec
    | { readonly kind: "s3"; readonly bucketName: string }
    | { readonly kind: "sns"; readonly topicName: string }
    | { readonly kind: "event-rule"; readonly ruleName: string; readonly eventPattern: string }
    | { readonly kind: "schedule"; readonly ruleName: string; readonly scheduleExpression: string }
    /** EventBridge Scheduler, which calls with a role of its own; no policy statement tells of it. */
    | { readonly kind: "scheduler"; readonly scheduleName: string }
    /** Somebody calls `Invoke` with type Event; no policy statement tells of it. */
    | { readonly kind: "direct-async" }
  );

/** Callers who wait for the answer, and try again within a minute when they were refused or got an error. */
export type ClientRetries = {
  /** Further tries after the first, 0 to 3; absent: none. */
  readonly clientRetries?: number;
};

export type TriggerKind = TriggerSpec["kind"];

export type SqsSpec = {
  readonly kind: "sqs";
  readonly queueName: string;
  readonly batchSize: number;
  readonly visibilityTimeoutSeconds: number;
  /** Absent: the queue has no dead-letter queue, and messages come back until the retention ends. */
  readonly maxReceiveCount?: number;
  readonly retentionSeconds: number;
  /** The mapping's own ceiling, 2 to 1,000; absent: none is set. */
  readonly maximumConcurrency?: number;
};

export type StreamSpec = {
  readonly kind: "kinesis" | "dynamodb-stream";
  readonly streamName: string;
  readonly shards: number;
  readonly batchSize: number;
  readonly retentionSeconds: number;
  /** Older records are discarded when they are reached; absent: none is. */
  readonly maximumRecordAgeSeconds?: number;
};

/** What a pipe takes from its source it hands to the function, as a mapping does. */
export type PipeSpec = {
  readonly kind: "pipe";
  readonly pipeName: string;
  readonly source: SqsSpec | StreamSpec;
};

/**
 * Something that happens to a function. It takes effect with the first minute that starts at or after `atMs`, and those
 * with `untilMs` end likewise; without it they last until a `fix`.
 */
export type Change = { readonly atMs: EpochMs; readonly functionName: string } & (
  | {
      /** What the function calls no longer answers: runs wait and fail. */
      readonly kind: "downstream-failure";
      readonly untilMs?: EpochMs;
      readonly errorRatio: number;
      readonly duration: DurationSpec;
    }
  | {
      /** A new version: LastModified moves, runs take `durationFactor` times as long, until the next deploy or fix. */
      readonly kind: "deploy";
      readonly durationFactor: number;
      readonly errorRatio?: number;
    }
  | {
      /** Each successful run of the trigger puts new events on the same trigger: a recursive loop. */
      readonly kind: "self-feeding";
      readonly untilMs?: EpochMs;
      readonly trigger: number;
      /** Expected new events per successful run; 1 keeps a loop alive, more lets it grow. */
      readonly eventsPerRun: number;
      /** Whether its SDK passes the trace header on, without which AWS's own loop detection sees nothing. */
      readonly propagatesTrace: boolean;
    }
  | ({
      /**
       * Each successful run puts events on a trigger of another function that nobody wants, beside those of `sends`. Two
       * functions that do so to one another are a loop. No trace header comes along.
       */
      readonly kind: "fan-out";
      readonly untilMs?: EpochMs;
    } & Sending)
  | ({
      /** More arrivals on a trigger, beside the ordinary ones: an attack, or (when legitimate) a busy day. */
      readonly kind: "extra-traffic";
      readonly untilMs: EpochMs;
      readonly trigger: number;
      readonly legitimate: boolean;
    } & Traffic)
  /** A good version is deployed: LastModified moves; all but extra traffic ends. */
  | { readonly kind: "fix" }
);

/** An account in the usual state: 1,000 concurrent executions of which 100 must stay unreserved. */
export const accountSpec = (
  given: Pick<AccountSpec, "startMs" | "functions"> & Partial<AccountSpec>,
): AccountSpec => ({
  accountId: "123456789012",
  region: "us-east-1",
  seed: 1,
  concurrencyLimit: 1000,
  unreservedFloor: 100,
  ...given,
});

/** A healthy function as most are: 256 MB, 80 ms, nothing reserved, AWS's own defaults elsewhere. */
export const functionSpec = (
  given: Pick<FunctionSpec, "functionName" | "triggers"> & Partial<FunctionSpec>,
): FunctionSpec => ({
  memoryMb: 256,
  architecture: "x86_64",
  timeoutSeconds: 30,
  reservedConcurrency: "unreserved",
  provisionedConcurrency: 0,
  tags: {},
  lastModifiedMs: Date.UTC(2026, 0, 15),
  recursionDetection: "terminate",
  maximumEventAgeSeconds: (6 * HOUR_MS) / 1000,
  failureDestination: false,
  hosting: "on-demand",
  isDurable: false,
  duration: { medianMs: 80, p95Ms: 240 },
  errorRatio: 0.001,
  ...given,
});

/** A queue as AWS creates it: four days of retention, 30 s of invisibility; its dead-letter queue after `maxReceiveCount`. */
export const sqsTrigger = (
  given: Pick<SqsSpec, "queueName"> & Partial<SqsSpec> & Traffic,
): TriggerSpec & SqsSpec => ({
  kind: "sqs",
  batchSize: 10,
  visibilityTimeoutSeconds: 30,
  retentionSeconds: (4 * DAY_MS) / 1000,
  ...given,
});

/** A stream as AWS creates it: one shard, a day of retention, batches of 100. */
export const streamTrigger = (
  given: Pick<StreamSpec, "kind" | "streamName"> & Partial<StreamSpec> & Traffic,
): TriggerSpec & StreamSpec => ({
  shards: 1,
  batchSize: 100,
  retentionSeconds: DAY_MS / 1000,
  ...given,
});

/** A pipe in front of a queue or stream, and the traffic of that source. */
export const pipeTrigger = (
  pipeName: string,
  { arrivals, exact = false, ...source }: Traffic & (SqsSpec | StreamSpec),
): TriggerSpec & PipeSpec => ({ kind: "pipe", pipeName, source, arrivals, exact });
