import type { FunctionHost } from "./function-host.ts";
import { type Message, type MessageQueues, md5 } from "./message-queues.ts";

/** Lambda's pollers between message queues and the functions that have code: one message for each run. */
export type QueuePump = {
  /** Like an event source mapping of batch size 1 that reports batch item failures. */
  connect(queueName: string, functionName: string): void;
  /**
   * Runs everything that is visible now, one message after the other in the order of sending, also what runs send
   * meanwhile. A message whose run failed comes back when the world's time has passed its visibility timeout.
   * @returns how many runs there were
   */
  deliver(): Promise<number>;
};

export function queuePump(queues: MessageQueues, functions: FunctionHost, region: string): QueuePump {
  const functionOfQueue = new Map<string, string>();

  async function runNext(queueName: string, functionName: string): Promise<boolean> {
    const message = queues.receive(queueName);
    if (message === undefined) return false;
    const record = recordOf(message, queues.arnOf(queueName), region);
    const outcome = await functions.run(functionName, { Records: [record] });
    if (outcome.kind === "returned" && !reportsFailure(outcome.value))
      queues.delete(queueName, message.messageId);
    return true;
  }

  return {
    connect: (queueName, functionName) => void functionOfQueue.set(queueName, functionName),
    async deliver() {
      let runs = 0;
      let before = -1;
      while (before < runs) {
        before = runs;
        for (const [queueName, functionName] of functionOfQueue)
          if (await runNext(queueName, functionName)) runs += 1;
      }
      return runs;
    },
  };
}

/** The message as Lambda hands it to a function. */
const recordOf = ({ messageId, body, sentMs, receiveCount }: Message, queueArn: string, region: string) => ({
  messageId,
  receiptHandle: `${messageId}/${receiveCount}`,
  body,
  attributes: {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: String(sentMs),
    SenderId: "AIDASIMULATED",
    ApproximateFirstReceiveTimestamp: String(sentMs),
  },
  messageAttributes: {},
  md5OfBody: md5(body),
  eventSource: "aws:sqs",
  eventSourceARN: queueArn,
  awsRegion: region,
});

function reportsFailure(answer: unknown): boolean {
  const { batchItemFailures } = (answer ?? {}) as { readonly batchItemFailures?: readonly unknown[] };
  return batchItemFailures !== undefined && batchItemFailures.length > 0;
}
