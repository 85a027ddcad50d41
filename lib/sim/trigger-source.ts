import type { EpochMs } from "../domain/time.ts";
import type { Arns } from "./arns.ts";
import { asyncQueue } from "./async-queue.ts";
import type { Slots } from "./concurrency-pool.ts";
import type { EventSource, SourceParts, SourcePolling } from "./event-source.ts";
import { type EventSourceMapping, eventSourceMapping } from "./event-source-mapping.ts";
import { type Pipe, pipe } from "./pipe.ts";
import type { Random } from "./random.ts";
import { loopDetection } from "./recursion.ts";
import type { Aim, FunctionSpec, PipeSpec, SqsSpec, StreamSpec, TriggerSpec } from "./spec.ts";
import { sqsSource } from "./sqs.ts";
import { streamSource } from "./stream.ts";
import { synchronousSource } from "./synchronous.ts";

type TriggerParts = Omit<SourceParts, "loopDetection"> & {
  readonly spec: FunctionSpec;
  readonly arns: Arns;
  readonly createdMs: EpochMs;
  readonly slots: Slots;
  readonly pollingRandom: Random;
};

/** What plays a trigger, and the mapping or pipe that polls for it where there is one. */
export function triggerSource(
  trigger: TriggerSpec,
  parts: TriggerParts,
): { readonly source: EventSource; readonly mapping?: EventSourceMapping; readonly pipe?: Pipe } {
  const { spec } = parts;
  const watched = {
    ...parts,
    loopDetection: loopDetection(trigger.kind, spec.recursionDetection, parts.meter),
  };
  switch (trigger.kind) {
    case "function-url":
    case "api-gateway":
      return { source: synchronousSource({ ...watched, clientRetries: trigger.clientRetries ?? 0 }) };
    case "load-balancer":
      return { source: synchronousSource({ ...watched, clientRetries: 0 }) };
    case "s3":
    case "sns":
    case "event-rule":
    case "schedule":
    case "scheduler":
    case "direct-async":
      return {
        source: asyncQueue({
          ...watched,
          maximumEventAgeSeconds: spec.maximumEventAgeSeconds,
          hasFailureDestination: spec.failureDestination,
          isReservedToZero: () => parts.slots.reserved === 0,
        }),
      };
    case "sqs":
    case "kinesis":
    case "dynamodb-stream": {
      const mapping = mappingOf(trigger, parts);
      return { source: polledSource(trigger, mapping, watched), mapping };
    }
    case "pipe": {
      const polling = pipeOf(trigger, parts);
      return { source: polledSource(trigger.source, polling, watched), pipe: polling };
    }
  }
}

const polledSource = (spec: SqsSpec | StreamSpec, polling: SourcePolling, parts: SourceParts): EventSource =>
  spec.kind === "sqs"
    ? sqsSource({ ...parts, queue: spec, polling })
    : streamSource({ ...parts, stream: spec, polling });

const pipeOf = (
  { pipeName, source, alias }: PipeSpec & Aim,
  { spec, arns, createdMs, pollingRandom }: TriggerParts,
): Pipe =>
  pipe({
    pipeName,
    pipeArn: arns.pipe(pipeName),
    sourceArn: arns.polled(source),
    source,
    targetArn: arns.function(spec.functionName, alias),
    createdMs,
    random: pollingRandom,
  });

function mappingOf(trigger: (SqsSpec | StreamSpec) & Aim, parts: TriggerParts): EventSourceMapping {
  const { spec, arns } = parts;
  return eventSourceMapping({
    functionName: spec.functionName,
    functionArn: arns.function(spec.functionName, trigger.alias),
    sourceArn: arns.polled(trigger),
    batchSize: trigger.batchSize,
    isQueue: trigger.kind === "sqs",
    maximumConcurrency: trigger.kind === "sqs" ? trigger.maximumConcurrency : undefined,
    maximumRecordAgeSeconds: trigger.kind === "sqs" ? undefined : trigger.maximumRecordAgeSeconds,
    createdMs: parts.createdMs,
    random: parts.pollingRandom,
  });
}
