import { type SourceRetention, withinRecordAge } from "./source-retention.ts";
import { type PolledSource, type PolledTrigger, type Trigger, UNKNOWN_EVENT_SOURCE } from "./trigger.ts";

/** An event source mapping, as far as a trigger needs it. */
export type EventSourceMapping = {
  readonly mappingId: string;
  /** Absent: a Kafka cluster outside AWS. */
  readonly sourceArn: string | undefined;
  /** AWS's own word, e.g. `Enabling`. */
  readonly state: string;
  /** Streams: older records are discarded when they are reached. -1 or absent: none is. */
  readonly maximumRecordAgeSeconds?: number | undefined;
};

const SOURCE_OF_SERVICE: Readonly<Record<string, PolledSource>> = {
  sqs: "sqs",
  kinesis: "kinesis",
  dynamodb: "dynamodb-stream",
  kafka: "kafka",
  mq: "mq",
  rds: "documentdb",
};

/** `undefined` for a service that is not known here. */
export const polledSourceOf = (sourceArn: string): PolledSource | undefined =>
  SOURCE_OF_SERVICE[sourceArn.split(":")[2] ?? ""];

/**
 * Without how long the source keeps what is unread, which only the source itself tells.
 * A source of a service that is not known here becomes an unknown caller, which is treated with the most care.
 */
export function triggerOfMapping(mapping: EventSourceMapping): Trigger {
  const { mappingId, sourceArn, state, maximumRecordAgeSeconds = -1 } = mapping;
  const kind = sourceArn === undefined ? "kafka" : polledSourceOf(sourceArn);
  if (kind === undefined) return { kind: "unknown", principal: `${UNKNOWN_EVENT_SOURCE}${sourceArn}` };
  return {
    kind,
    mappingId,
    sourceArn: sourceArn ?? "self-managed",
    enabled: isEnabledState(state),
    ...(maximumRecordAgeSeconds > 0 ? { maximumRecordAgeSeconds } : {}),
  };
}

/** The trigger with what its source was found to keep. */
export const withRetention = (trigger: PolledTrigger, retention: SourceRetention): PolledTrigger => {
  const { kind, mappingId, sourceArn, enabled, maximumRecordAgeSeconds } = trigger;
  return {
    kind,
    mappingId,
    sourceArn,
    enabled,
    ...(maximumRecordAgeSeconds === undefined ? {} : { maximumRecordAgeSeconds }),
    ...withinRecordAge(retention, maximumRecordAgeSeconds),
  };
};

/** Whether a mapping polls or is about to: what it is on the way to counts. */
export const isEnabledState = (state: string): boolean =>
  state !== "Disabled" && state !== "Disabling" && state !== "Deleting";

/** Whether a mapping rests; the other states lead to one of these two. */
export const isSettledState = (state: string): boolean => state === "Enabled" || state === "Disabled";
