import type { EpochMs } from "../domain/time.ts";
import type { Arns } from "./arns.ts";
import { asyncQueue } from "./async-queue.ts";
import type { Slots } from "./concurrency-pool.ts";
import type { EventSource, SourceParts } from "./event-source.ts";
import { type EventSourceMapping, eventSourceMapping } from "./event-source-mapping.ts";
import type { Random } from "./random.ts";
import { loopDetection } from "./recursion.ts";
import type { FunctionSpec, SqsSpec, StreamSpec, TriggerSpec } from "./spec.ts";
import { sqsSource } from "./sqs.ts";
import { streamSource } from "./stream.ts";
import { synchronousSource } from "./synchronous.ts";

type TriggerParts = Omit<SourceParts, "loopDetection"> & {
  readonly spec: FunctionSpec;
  readonly arns: Arns;
  readonly createdMs: EpochMs;
  readonly slots: Slots;
  readonly mappingRandom: Random;
};

/** What plays a trigger, and the mapping that polls for it where there is one. */
export function triggerSource(
  trigger: TriggerSpec,
  parts: TriggerParts,
): { readonly source: EventSource; readonly mapping?: EventSourceMapping } {
  const { spec } = parts;
  const watched = {
    ...parts,
    loopDetection: loopDetection(trigger.kind, spec.recursionDetection, parts.meter),
  };
  switch (trigger.kind) {
    case "function-url":
    case "api-gateway":
      return { source: synchronousSource({ ...watched, clientRetries: trigger.clientRetries ?? 0 }) };
    case "s3":
    case "sns":
    case "event-rule":
    case "schedule":
    case "direct-async":
      return {
        source: asyncQueue({
          ...watched,
          maximumEventAgeSeconds: spec.maximumEventAgeSeconds,
          hasFailureDestination: spec.failureDestination,
          isReservedToZero: () => parts.slots.reserved === 0,
        }),
      };
    case "sqs": {
      const mapping = mappingOf(trigger, parts);
      return { source: sqsSource({ ...watched, queue: trigger, mapping }), mapping };
    }
    case "kinesis":
    case "dynamodb-stream": {
      const mapping = mappingOf(trigger, parts);
      return { source: streamSource({ ...watched, stream: trigger, mapping }), mapping };
    }
  }
}

function mappingOf(trigger: TriggerSpec & (SqsSpec | StreamSpec), parts: TriggerParts): EventSourceMapping {
  const { spec, arns } = parts;
  return eventSourceMapping({
    functionName: spec.functionName,
    functionArn: arns.function(spec.functionName),
    sourceArn: arns.source(trigger) ?? "",
    batchSize: trigger.batchSize,
    isQueue: trigger.kind === "sqs",
    maximumConcurrency: trigger.kind === "sqs" ? trigger.maximumConcurrency : undefined,
    maximumRecordAgeSeconds: trigger.kind === "sqs" ? undefined : trigger.maximumRecordAgeSeconds,
    createdMs: parts.createdMs,
    random: parts.mappingRandom,
  });
}
