import { AwsError } from "../faces.ts";
import { refuseUnknownMembers } from "./cloudwatch-parameters.ts";
import type { MessageQueues } from "./message-queues.ts";

type SendMessageRequest = { readonly QueueUrl?: string; readonly MessageBody?: string };
type BatchEntry = { readonly Id?: string; readonly MessageBody?: string };
type SendMessageBatchRequest = { readonly QueueUrl?: string; readonly Entries?: readonly BatchEntry[] };

/** Of one message, and of a batch together. */
const MAX_BYTES = 1024 * 1024;
const MAX_ENTRIES = 10;

export function sendMessage(input: Readonly<Record<string, unknown>>, queues: MessageQueues) {
  refuseUnknownMembers("sqs:SendMessage", input, ["QueueUrl", "MessageBody"]);
  const { QueueUrl = "", MessageBody = "" } = input as SendMessageRequest;
  if (MessageBody === "")
    throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.");
  if (Buffer.byteLength(MessageBody) > MAX_BYTES)
    throw new AwsError(
      "InvalidParameterValue",
      `One or more parameters are invalid. Reason: Message must be shorter than ${MAX_BYTES} bytes.`,
    );
  return queues.send(QueueUrl, MessageBody);
}

export function sendMessageBatch(input: Readonly<Record<string, unknown>>, queues: MessageQueues) {
  refuseUnknownMembers("sqs:SendMessageBatch", input, ["QueueUrl", "Entries"]);
  const { QueueUrl = "", Entries = [] } = input as SendMessageBatchRequest;
  for (const entry of Entries) refuseUnknownMembers("sqs:SendMessageBatch", entry, ["Id", "MessageBody"]);
  refuseBadBatch(Entries);
  return {
    Successful: Entries.map(({ Id = "", MessageBody = "" }) => ({
      Id,
      ...queues.send(QueueUrl, MessageBody),
    })),
    Failed: [],
  };
}

function refuseBadBatch(entries: readonly BatchEntry[]): void {
  if (entries.length === 0)
    throw batchError(
      "EmptyBatchRequest",
      "There should be at least one SendMessageBatchRequestEntry in the request.",
    );
  if (entries.length > MAX_ENTRIES)
    throw batchError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${entries.length}.`,
    );
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw batchError(
      "BatchEntryIdsNotDistinct",
      "Two or more batch entries in the request have the same Id.",
    );
  const bytes = entries.reduce((sum, { MessageBody = "" }) => sum + Buffer.byteLength(MessageBody), 0);
  if (bytes > MAX_BYTES)
    throw batchError(
      "BatchRequestTooLong",
      `Batch requests cannot be longer than ${MAX_BYTES} bytes. You have sent ${bytes} bytes.`,
    );
}

const batchError = (name: string, message: string): AwsError =>
  new AwsError(`AWS.SimpleQueueService.${name}`, message);
