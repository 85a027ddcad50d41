import type { PlannedChange } from "../domain/plan.ts";
import { isPolled, type PolledSource, type PolledTrigger, type Trigger } from "../domain/trigger.ts";

/** The least that AWS takes as a mapping's own ceiling, and SQS is the only source that has one. */
const LEAST_MAPPING_CONCURRENCY = 2;

/** Names for people. */
const SOURCE_NAMES: Readonly<Record<PolledSource, string>> = {
  sqs: "the queue",
  kinesis: "the stream",
  "dynamodb-stream": "the table's stream",
  kafka: "the topic",
  mq: "the broker",
  documentdb: "the change stream",
};

/**
 * Mappings that can be paused. One that is off already is left alone, so that no restore ever turns it on.
 */
export const pausable = (triggers: readonly Trigger[]): readonly PolledTrigger[] =>
  triggers.filter(isPolled).filter((trigger) => trigger.enabled);

/**
 * Turning the mapping off: AWS resumes it later from the same place. Throttling the function instead would count every
 * refused SQS message as a failed receive, and move it to the dead-letter queue in the end.
 *
 * The mapping's own ceiling is not known from the inventory; it is filled in when the setting is read before the trip
 * (see fit-to-prior.ts).
 */
export function pauseMapping(functionName: string, trigger: PolledTrigger): PlannedChange {
  return {
    setting: { kind: "event-source", functionName, mappingId: trigger.mappingId },
    wanted: { kind: "event-source", enabled: false, maximumConcurrency: "unlimited" },
    allowances: [
      {
        kind: "event-source",
        enabled: true,
        maximumConcurrency: trigger.kind === "sqs" ? LEAST_MAPPING_CONCURRENCY : "unlimited",
      },
    ],
    reason: `${SOURCE_NAMES[trigger.kind]} is no longer read and keeps its place`,
  };
}
