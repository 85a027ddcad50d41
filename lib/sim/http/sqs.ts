import { AwsError, type Queues } from "../faces.ts";
import type { JsonService } from "./aws-json.ts";
import type { MessageQueueSpec, MessageQueues } from "./message-queues.ts";
import { sendMessage, sendMessageBatch } from "./sqs-send.ts";
import { NotSimulatedError } from "./wire.ts";

type GetQueueUrlRequest = { readonly QueueName?: string; readonly QueueOwnerAWSAccountId?: string };
type GetQueueAttributesRequest = { readonly QueueUrl?: string; readonly AttributeNames?: readonly string[] };

/** SQS has left the Query protocol; its errors still carry their Query codes beside the shape names. */
const SHAPE_OF_QUERY_CODE = {
  "AWS.SimpleQueueService.NonExistentQueue": "QueueDoesNotExist",
  "AWS.SimpleQueueService.EmptyBatchRequest": "EmptyBatchRequest",
  "AWS.SimpleQueueService.TooManyEntriesInBatchRequest": "TooManyEntriesInBatchRequest",
  "AWS.SimpleQueueService.BatchEntryIdsNotDistinct": "BatchEntryIdsNotDistinct",
  "AWS.SimpleQueueService.BatchRequestTooLong": "BatchRequestTooLong",
};

/**
 * @param described queues that the world's functions read: they can be looked at
 * @param kept queues that were made here: they also take messages
 */
export const sqsService = (described: Queues, kept: MessageQueues): JsonService => ({
  prefix: "sqs",
  target: "AmazonSQS",
  version: "1.0",
  namespace: "com.amazonaws.sqs",
  shapeOfQueryCode: SHAPE_OF_QUERY_CODE,
  operations: {
    SendMessage: (input) => sendMessage(input, kept),
    SendMessageBatch: (input) => sendMessageBatch(input, kept),
    GetQueueUrl(input) {
      const { QueueName, QueueOwnerAWSAccountId } = input as GetQueueUrlRequest;
      if (QueueOwnerAWSAccountId !== undefined) throw new NotSimulatedError("a queue of another account");
      const queueName = given(QueueName, "QueueName");
      return kept.find(queueName) === "unknown"
        ? described.getQueueUrl(queueName)
        : { QueueUrl: kept.urlOf(queueName) };
    },
    GetQueueAttributes(input) {
      const { QueueUrl, AttributeNames = [] } = input as GetQueueAttributesRequest;
      const queueUrl = given(QueueUrl, "QueueUrl");
      const queue = kept.find(queueUrl);
      const attributes =
        queue === "unknown" ? described.getQueueAttributes(queueUrl).Attributes : attributesOf(queue, kept);
      const asked = Object.entries(attributes).filter(
        ([name]) => AttributeNames.includes("All") || AttributeNames.includes(name),
      );
      return { Attributes: Object.fromEntries(asked) };
    },
  },
});

const attributesOf = (queue: MessageQueueSpec, kept: MessageQueues) => ({
  QueueArn: kept.arnOf(queue.queueName),
  ApproximateNumberOfMessages: String(kept.messages(queue.queueName).length),
  VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
});

function given(value: string | undefined, member: string): string {
  if (value === undefined)
    throw new AwsError("MissingParameter", `The request must contain the parameter ${member}.`);
  return value;
}
