import type { EventCohort } from "./event-cohort.ts";
import type { FunctionMeter } from "./function-meter.ts";
import type { FunctionSpec, TriggerKind } from "./spec.ts";

/** AWS's own recursive loop detection, as far as it sees a trigger. */
export type LoopDetection = {
  /** Whether these events may not run; counts them as dropped when so. */
  stops(events: EventCohort): boolean;
};

/** "About 16 runs in one chain", says the developer guide. */
const LONGEST_CHAIN = 16;
/** DynamoDB and others do not carry the trace header, so loops through them stay unseen. */
const SEEN_KINDS: readonly TriggerKind[] = ["s3", "sns", "sqs"];

export function loopDetection(
  kind: TriggerKind,
  setting: FunctionSpec["recursionDetection"],
  meter: FunctionMeter,
): LoopDetection {
  const isWatching = setting === "terminate" && SEEN_KINDS.includes(kind);
  return {
    stops(events) {
      if (!isWatching || events.hops < LONGEST_CHAIN) return false;
      meter.now().recursiveInvocationsDropped += events.legitimate + events.illegitimate;
      return true;
    },
  };
}
