import type { PolledSource, Trigger } from "./trigger.ts";

/** An event source mapping, as far as a trigger needs it. */
export type EventSourceMapping = {
  readonly mappingId: string;
  /** Absent: a Kafka cluster outside AWS. */
  readonly sourceArn: string | undefined;
  /** AWS's own word, e.g. `Enabling`. */
  readonly state: string;
};

const SOURCE_OF_SERVICE: Readonly<Record<string, PolledSource>> = {
  sqs: "sqs",
  kinesis: "kinesis",
  dynamodb: "dynamodb-stream",
  kafka: "kafka",
  mq: "mq",
  rds: "documentdb",
};

/** A source of a service that is not known here becomes an unknown caller, which is treated with the most care. */
export function triggerOfMapping({ mappingId, sourceArn, state }: EventSourceMapping): Trigger {
  const service = sourceArn?.split(":")[2];
  const kind = service === undefined ? "kafka" : SOURCE_OF_SERVICE[service];
  return kind === undefined
    ? { kind: "unknown", principal: `event source ${sourceArn}` }
    : { kind, mappingId, sourceArn: sourceArn ?? "self-managed", enabled: isEnabledState(state) };
}

/** Whether a mapping polls or is about to: what it is on the way to counts. */
export const isEnabledState = (state: string): boolean =>
  state !== "Disabled" && state !== "Disabling" && state !== "Deleting";

/** Whether a mapping rests; the other states lead to one of these two. */
export const isSettledState = (state: string): boolean => state === "Enabled" || state === "Disabled";
