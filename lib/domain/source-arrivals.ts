import { polledSourceOf } from "./event-source.ts";

/** The CloudWatch metric whose sum is the number of messages or records that were sent to one queue or stream. */
export type ArrivalMetric = {
  readonly namespace: "AWS/SQS" | "AWS/Kinesis";
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

/**
 * Messages that become visible again, and those that SQS itself moves to a dead-letter queue, are in neither metric.
 * `undefined` where the kind of source has none (DynamoDB streams, Kafka, MQ, DocumentDB) or the ARN names nothing.
 */
export function arrivalMetricOf(sourceArn: string): ArrivalMetric | undefined {
  const resource = sourceArn.split(":")[5];
  if (!resource) return undefined;
  switch (polledSourceOf(sourceArn)) {
    case "sqs":
      return {
        namespace: "AWS/SQS",
        metricName: "NumberOfMessagesSent",
        dimensions: { QueueName: resource },
      };
    case "kinesis": {
      // A consumer with a throughput of its own is named behind its stream: stream/<name>/consumer/<consumer>.
      const streamName = resource.split("/")[1];
      if (!streamName) return undefined;
      return {
        namespace: "AWS/Kinesis",
        metricName: "IncomingRecords",
        dimensions: { StreamName: streamName },
      };
    }
    default:
      return undefined;
  }
}
