import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { CloudCallError } from "../domain/errors.ts";
import type { TargetOrder } from "../domain/target.ts";
import type { TargetQueue, UnsentOrder } from "../ports/target-queue.ts";
import { cloudCall } from "./cloud-call.ts";

/** IAM has one action for single messages and batches. */
export const permissions = ["sqs:SendMessage"] as const;

/** What SQS takes in one request. */
const BATCH_SIZE = 10;

export const sqsTargetQueue = (client: SQSClient, queueUrl: string): TargetQueue => ({
  send: async (orders) => {
    const batches = Array.from({ length: Math.ceil(orders.length / BATCH_SIZE) }, (_, index) =>
      orders.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
    );
    return (await Promise.all(batches.map((batch) => sendBatch(client, queueUrl, batch)))).flat();
  },
});

async function sendBatch(
  client: SQSClient,
  queueUrl: string,
  orders: readonly TargetOrder[],
): Promise<readonly UnsentOrder[]> {
  const entries = orders.map((order, index) => ({ Id: String(index), MessageBody: JSON.stringify(order) }));
  try {
    const send = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries });
    const { Failed = [] } = await cloudCall("sqs:SendMessage", client.send(send));
    const reasons = new Map(Failed.map(({ Id, Code = "refused" }) => [Id, Code]));
    return orders.flatMap((order, index) => {
      const reason = reasons.get(String(index));
      return reason === undefined ? [] : [{ order, reason }];
    });
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    return orders.map((order) => ({ order, reason: error.message }));
  }
}
