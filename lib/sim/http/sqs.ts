import { AwsError, type Queues } from "../faces.ts";
import type { JsonService } from "./aws-json.ts";
import { NotSimulatedError } from "./wire.ts";

type GetQueueUrlRequest = { readonly QueueName?: string; readonly QueueOwnerAWSAccountId?: string };
type GetQueueAttributesRequest = { readonly QueueUrl?: string; readonly AttributeNames?: readonly string[] };

export const sqsService = (queues: Queues): JsonService => ({
  prefix: "sqs",
  target: "AmazonSQS",
  version: "1.0",
  namespace: "com.amazonaws.sqs",
  shapeOfQueryCode: { "AWS.SimpleQueueService.NonExistentQueue": "QueueDoesNotExist" },
  operations: {
    GetQueueUrl(input) {
      const { QueueName, QueueOwnerAWSAccountId } = input as GetQueueUrlRequest;
      if (QueueOwnerAWSAccountId !== undefined) throw new NotSimulatedError("a queue of another account");
      return queues.getQueueUrl(given(QueueName, "QueueName"));
    },
    GetQueueAttributes(input) {
      const { QueueUrl, AttributeNames = [] } = input as GetQueueAttributesRequest;
      const { Attributes } = queues.getQueueAttributes(given(QueueUrl, "QueueUrl"));
      const asked = Object.entries(Attributes).filter(
        ([name]) => AttributeNames.includes("All") || AttributeNames.includes(name),
      );
      return { Attributes: Object.fromEntries(asked) };
    },
  },
});

function given(value: string | undefined, member: string): string {
  if (value === undefined)
    throw new AwsError("MissingParameter", `The request must contain the parameter ${member}.`);
  return value;
}
