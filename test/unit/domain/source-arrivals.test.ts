import { describe, expect, it } from "vitest";
import { arrivalMetricOf } from "../../../lib/domain/source-arrivals.ts";

describe("arrivalMetricOf", () => {
  it("finds the messages sent to a queue by the queue's name", () => {
    expect(arrivalMetricOf("arn:aws:sqs:eu-central-1:123456789012:orders.fifo")).toEqual({
      namespace: "AWS/SQS",
      metricName: "NumberOfMessagesSent",
      dimensions: { QueueName: "orders.fifo" },
    });
  });

  it("finds the records put on a stream by the stream's name, also in the ARN of a consumer", () => {
    const clicks = {
      namespace: "AWS/Kinesis",
      metricName: "IncomingRecords",
      dimensions: { StreamName: "clicks" },
    };
    const stream = "arn:aws-cn:kinesis:cn-north-1:123456789012:stream/clicks";
    expect(arrivalMetricOf(stream)).toEqual(clicks);
    expect(arrivalMetricOf(`${stream}/consumer/report:1700000000`)).toEqual(clicks);
  });

  it.each([
    "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000",
    "arn:aws:kafka:eu-central-1:123456789012:cluster/events/5f1a",
    "arn:aws:mq:eu-central-1:123456789012:broker:mail:b-1",
    "arn:aws:rds:eu-central-1:123456789012:cluster:documents",
    "self-managed",
    "arn:aws:sqs:eu-central-1:123456789012:",
    "arn:aws:kinesis:eu-central-1:123456789012:stream",
  ])("knows of no metric for %s", (sourceArn) => {
    expect(arrivalMetricOf(sourceArn)).toBeUndefined();
  });
});
