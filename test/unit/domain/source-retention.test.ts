import { describe, expect, it } from "vitest";
import { queueRetention } from "../../../lib/domain/source-retention.ts";

const redriveAfter = (maxReceiveCount: number | string) =>
  JSON.stringify({ deadLetterTargetArn: "arn:aws:sqs:eu-west-1:123456789012:dead", maxReceiveCount });

describe("queueRetention", () => {
  it("reads how long messages are kept, and after how many tries they are moved away", () => {
    expect(queueRetention({ MessageRetentionPeriod: "345600", RedrivePolicy: redriveAfter(5) })).toEqual({
      keepsForSeconds: 345_600,
      maxReceiveCount: 5,
    });
  });

  it("reads a number in quotes, as older tools have written it", () => {
    expect(queueRetention({ RedrivePolicy: redriveAfter("3") })).toEqual({ maxReceiveCount: 3 });
  });

  it("knows of no dead-letter queue where none is set", () => {
    expect(queueRetention({ MessageRetentionPeriod: "60" })).toEqual({ keepsForSeconds: 60 });
    expect(queueRetention({ MessageRetentionPeriod: "60", RedrivePolicy: "" })).toEqual({
      keepsForSeconds: 60,
    });
  });

  it("says nothing about what it was not told, and never that messages are kept for ever", () => {
    expect(queueRetention({})).toEqual({});
  });
});
