import { createHash } from "node:crypto";
import type { EpochMs } from "../../domain/time.ts";
import { SECOND_MS } from "../../domain/time.ts";
import { AwsError } from "../faces.ts";

/** A queue whose messages are kept, unlike those of the world's functions, which are only counted. */
export type MessageQueueSpec = {
  readonly queueName: string;
  /** How long a message that was received is not shown again, unless it was deleted. */
  readonly visibilityTimeoutSeconds: number;
  /** Where messages go instead of being received once more; absent: they come back for ever. */
  readonly deadLetter?: { readonly queueName: string; readonly maxReceiveCount: number };
};

export type Message = {
  readonly messageId: string;
  readonly body: string;
  readonly sentMs: EpochMs;
  /** How often it was received, this time included. */
  readonly receiveCount: number;
};

export type MessageQueues = {
  create(spec: MessageQueueSpec): void;
  /** `unknown`: no queue of that name, or at that URL, was made here. */
  find(nameOrUrl: string): MessageQueueSpec | "unknown";
  urlOf(queueName: string): string;
  arnOf(queueName: string): string;
  /** @throws {AwsError} when there is no such queue */
  send(queueUrl: string, body: string): { readonly MessageId: string; readonly MD5OfMessageBody: string };
  /** The oldest visible message, which is hidden from then on; undefined when none is to be had now. */
  receive(queueName: string): Message | undefined;
  delete(queueName: string, messageId: string): void;
  /** Everything that is in the queue, hidden or not, oldest first. */
  messages(queueName: string): readonly Message[];
};

type Kept = Message & { receiveCount: number; hiddenUntilMs: EpochMs };

export function messageQueues(account: {
  readonly accountId: string;
  readonly region: string;
  nowMs(): EpochMs;
}): MessageQueues {
  const { accountId, region } = account;
  const specs = new Map<string, MessageQueueSpec>();
  const kept = new Map<string, Kept[]>();
  let sent = 0;

  const urlOf = (queueName: string) => `https://sqs.${region}.amazonaws.com/${accountId}/${queueName}`;
  const find = (nameOrUrl: string): MessageQueueSpec | "unknown" =>
    specs.get(nameOrUrl) ??
    [...specs.values()].find((spec) => urlOf(spec.queueName) === nameOrUrl) ??
    "unknown";
  const messagesOf = (queueName: string): Kept[] => {
    const messages = kept.get(queueName);
    if (messages === undefined) throw new RangeError(`no queue ${queueName} was made`);
    return messages;
  };
  const remove = (queueName: string, message: { readonly messageId: string }): void => {
    const messages = messagesOf(queueName);
    const index = messages.findIndex(({ messageId }) => messageId === message.messageId);
    if (index >= 0) messages.splice(index, 1);
  };

  return {
    create(spec) {
      specs.set(spec.queueName, spec);
      kept.set(spec.queueName, []);
    },
    find,
    urlOf,
    arnOf: (queueName) => `arn:aws:sqs:${region}:${accountId}:${queueName}`,
    send(queueUrl, body) {
      const queue = find(queueUrl);
      if (queue === "unknown")
        throw new AwsError("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.");
      sent += 1;
      const nowMs = account.nowMs();
      const messageId = `message-${sent}`;
      messagesOf(queue.queueName).push({
        messageId,
        body,
        sentMs: nowMs,
        receiveCount: 0,
        hiddenUntilMs: nowMs,
      });
      return { MessageId: messageId, MD5OfMessageBody: md5(body) };
    },
    receive(queueName) {
      const { visibilityTimeoutSeconds, deadLetter } = specs.get(queueName) ?? {};
      const nowMs = account.nowMs();
      for (const message of [...messagesOf(queueName)]) {
        if (message.hiddenUntilMs > nowMs) continue;
        if (deadLetter !== undefined && message.receiveCount >= deadLetter.maxReceiveCount) {
          remove(queueName, message);
          messagesOf(deadLetter.queueName).push(message);
          continue;
        }
        message.receiveCount += 1;
        message.hiddenUntilMs = nowMs + (visibilityTimeoutSeconds ?? 0) * SECOND_MS;
        return message;
      }
      return undefined;
    },
    delete: (queueName, messageId) => remove(queueName, { messageId }),
    messages: (queueName) => messagesOf(queueName),
  };
}

/** SQS lets its callers check by it that nothing was changed on the way. */
export const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
