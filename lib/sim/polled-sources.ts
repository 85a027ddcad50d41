import { HOUR_MS, SECOND_MS } from "../domain/time.ts";
import type { Arns } from "./arns.ts";
import { derivedFrom } from "./derived-from.ts";
import { AwsError, type Queues, type Streams } from "./faces.ts";
import type { FunctionSpec, SqsSpec, StreamSpec } from "./spec.ts";

/** The queues that functions and pipes read, as SQS describes them. */
export function queues(
  functions: () => readonly FunctionSpec[],
  arns: Arns,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): Queues {
  const all = derivedFrom(functions, (present) =>
    sourcesOf(present).filter((source) => source.kind === "sqs"),
  );
  const urlOf = ({ queueName }: SqsSpec) => `https://sqs.${region}.amazonaws.com/${accountId}/${queueName}`;
  const find = (matches: (queue: SqsSpec) => boolean): SqsSpec => {
    const found = all().find(matches);
    if (found === undefined)
      throw new AwsError("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.");
    return found;
  };
  return {
    getQueueUrl: (queueName) => ({ QueueUrl: urlOf(find((queue) => queue.queueName === queueName)) }),
    getQueueAttributes(queueUrl) {
      const queue = find((each) => urlOf(each) === queueUrl);
      const redrive = {
        deadLetterTargetArn: arns.deadLetterQueue(queue.queueName),
        maxReceiveCount: queue.maxReceiveCount,
      };
      return {
        Attributes: {
          QueueArn: arns.polled(queue),
          MessageRetentionPeriod: String(queue.retentionSeconds),
          ...(queue.maxReceiveCount === undefined ? {} : { RedrivePolicy: JSON.stringify(redrive) }),
        },
      };
    },
  };
}

/** The streams that functions and pipes read, as Kinesis describes them. */
export function streams(functions: () => readonly FunctionSpec[], arns: Arns): Streams {
  const all = derivedFrom(functions, (present) =>
    sourcesOf(present).flatMap((source) => (source.kind === "kinesis" ? [source] : [])),
  );
  return {
    describeStreamSummary(StreamARN) {
      const stream = all().find((each) => arns.polled(each) === StreamARN);
      if (stream === undefined)
        throw new AwsError("ResourceNotFoundException", `Stream ${StreamARN} not found.`);
      return {
        StreamDescriptionSummary: {
          StreamName: stream.streamName,
          StreamARN,
          StreamStatus: "ACTIVE",
          RetentionPeriodHours: (stream.retentionSeconds * SECOND_MS) / HOUR_MS,
          OpenShardCount: stream.shards,
        },
      };
    },
  };
}

const sourcesOf = (functions: readonly FunctionSpec[]): readonly (SqsSpec | StreamSpec)[] =>
  functions
    .flatMap(({ triggers }) => triggers)
    .flatMap((trigger) => {
      switch (trigger.kind) {
        case "sqs":
        case "kinesis":
        case "dynamodb-stream":
          return [trigger];
        case "pipe":
          return [trigger.source];
        default:
          return [];
      }
    });
