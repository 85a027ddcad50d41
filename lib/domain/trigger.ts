/** Sources that Lambda polls through an event source mapping: the position is kept while the mapping is off. */
export const POLLED_SOURCES = ["sqs", "kinesis", "dynamodb-stream", "kafka", "mq", "documentdb"] as const;
export type PolledSource = (typeof POLLED_SOURCES)[number];

/** Callers that wait for the answer: a refused call is stored nowhere, so nothing can be lost in a queue. */
export const SYNCHRONOUS_SOURCES = ["function-url", "api-gateway"] as const;
export type SynchronousSource = (typeof SYNCHRONOUS_SOURCES)[number];

/** Callers that hand an event over and go: Lambda queues and retries it for up to 6 hours. `schedule`: of a rule or of Scheduler. */
export const ASYNCHRONOUS_SOURCES = ["s3", "sns", "event-rule", "schedule"] as const;
export type AsynchronousSource = (typeof ASYNCHRONOUS_SOURCES)[number];

/** Sources whose callers break when they are refused (sign-in, stacks, workflows...): never braked. */
export const UNBRAKEABLE_SOURCES = [
  "load-balancer",
  "cognito",
  "authorizer",
  "lambda-at-edge",
  "custom-resource",
  "step-functions",
  /** AppSync, Lex, Connect, Alexa: somebody waits for an answer and gets an error. */
  "interactive-service",
] as const;
export type UnbrakeableSource = (typeof UNBRAKEABLE_SOURCES)[number];

export type Trigger =
  | {
      readonly kind: PolledSource;
      readonly mappingId: string;
      readonly sourceArn: string;
      readonly enabled: boolean;
      /**
       * How long what is unread stays readable, in s: the shorter of the source's retention and the mapping's own maximum
       * record age. Absent: not known (brokers and Kafka clusters do not tell).
       */
      readonly keepsForSeconds?: number;
      /** Streams: the mapping's own limit, in s. Absent: it has none. */
      readonly maximumRecordAgeSeconds?: number;
      /** Queues with a dead-letter queue: a message that was received so often without success is moved there. */
      readonly maxReceiveCount?: number;
    }
  /** An EventBridge pipe, which reads its own source and calls the function. */
  | {
      readonly kind: "pipe";
      readonly pipeName: string;
      readonly sourceArn: string;
      readonly running: boolean;
      /** As for polled sources. */
      readonly keepsForSeconds?: number;
    }
  | { readonly kind: "function-url"; readonly isPublic: boolean }
  | { readonly kind: "api-gateway" | AsynchronousSource | UnbrakeableSource; readonly sourceArn: string }
  /** Somebody may invoke it who cannot be classified; treated as asynchronous, the careful way. */
  | { readonly kind: "unknown"; readonly principal: string };

export type PolledTrigger = Extract<Trigger, { kind: PolledSource }>;
export type PipeTrigger = Extract<Trigger, { kind: "pipe" }>;

export const isPolled = (trigger: Trigger): trigger is PolledTrigger =>
  (POLLED_SOURCES as readonly string[]).includes(trigger.kind);
/** How the principal of an unknown caller begins that polls through a mapping. */
export const UNKNOWN_EVENT_SOURCE = "event source ";
/** Whether it is found by listing mappings, pipes or schedules, and not by asking about the function that it calls. */
export const isListedTrigger = (trigger: Trigger): boolean =>
  isPolled(trigger) ||
  trigger.kind === "pipe" ||
  (trigger.kind === "unknown" && trigger.principal.startsWith(UNKNOWN_EVENT_SOURCE)) ||
  (trigger.kind === "schedule" && trigger.sourceArn.split(":")[2] === "scheduler");
export const isSynchronous = (trigger: Trigger): boolean =>
  (SYNCHRONOUS_SOURCES as readonly string[]).includes(trigger.kind);
export const isAsynchronous = (trigger: Trigger): boolean =>
  (ASYNCHRONOUS_SOURCES as readonly string[]).includes(trigger.kind);
export const isUnbrakeable = (trigger: Trigger): boolean =>
  (UNBRAKEABLE_SOURCES as readonly string[]).includes(trigger.kind);
