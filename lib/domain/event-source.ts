import { type SourceRetention, withinRecordAge } from "./source-retention.ts";
import type { PolledSource, Trigger } from "./trigger.ts";

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

/** A source of a service that is not known here becomes an unknown caller, which is treated with the most care. */
export function triggerOfMapping(mapping: EventSourceMapping, retention: SourceRetention): Trigger {
  const { mappingId, sourceArn, state } = mapping;
  const kind = sourceArn === undefined ? "kafka" : polledSourceOf(sourceArn);
  if (kind === undefined) return { kind: "unknown", principal: `event source ${sourceArn}` };
  return {
    kind,
    mappingId,
    sourceArn: sourceArn ?? "self-managed",
    enabled: isEnabledState(state),
    ...withinRecordAge(retention, mapping.maximumRecordAgeSeconds),
  };
}

/** Whether a mapping polls or is about to: what it is on the way to counts. */
export const isEnabledState = (state: string): boolean =>
  state !== "Disabled" && state !== "Disabling" && state !== "Deleting";

/** Whether a mapping rests; the other states lead to one of these two. */
export const isSettledState = (state: string): boolean => state === "Enabled" || state === "Disabled";
