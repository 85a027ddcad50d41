import { describe, expect, it } from "vitest";
import type { Trigger } from "../../../lib/domain/trigger.ts";
import { triggersWords, triggerWords } from "../../../lib/domain/trigger-words.ts";

const arn = (rest: string) => `arn:aws:${rest}`;
const mapping = { mappingId: "m", enabled: true };

describe("a trigger in words", () => {
  it.each<[Trigger, string]>([
    [{ kind: "function-url", isPublic: true }, "its public function URL"],
    [{ kind: "function-url", isPublic: false }, "its function URL"],
    [{ kind: "api-gateway", sourceArn: arn("execute-api:eu-west-1:1:a1b2/*/GET/x") }, "API Gateway a1b2"],
    [{ kind: "s3", sourceArn: arn("s3:::uploads") }, "bucket uploads"],
    [{ kind: "sns", sourceArn: arn("sns:eu-west-1:1:news") }, "topic news"],
    [{ kind: "event-rule", sourceArn: arn("events:eu-west-1:1:rule/bus/paid") }, "rule paid"],
    [
      { kind: "schedule", sourceArn: arn("scheduler:eu-west-1:1:schedule/default/nightly") },
      "schedule nightly",
    ],
    [{ kind: "sqs", sourceArn: arn("sqs:eu-west-1:1:orders.fifo"), ...mapping }, "queue orders.fifo"],
    [{ kind: "kinesis", sourceArn: arn("kinesis:eu-west-1:1:stream/clicks"), ...mapping }, "stream clicks"],
    [
      { kind: "dynamodb-stream", sourceArn: arn("dynamodb:eu-west-1:1:table/users/stream/1"), ...mapping },
      "the stream of table users",
    ],
    [{ kind: "kafka", sourceArn: arn("kafka:eu-west-1:1:cluster/log/1"), ...mapping }, "Kafka cluster log"],
    [{ kind: "kafka", sourceArn: "self-managed", ...mapping }, "a self-managed Kafka cluster"],
    [
      { kind: "pipe", pipeName: "orders-pipe", sourceArn: arn("sqs:eu-west-1:1:orders"), running: true },
      "pipe orders-pipe",
    ],
    [{ kind: "step-functions", sourceArn: "*" }, "a Step Functions workflow"],
    [{ kind: "custom-resource", sourceArn: "*" }, "CloudFormation, as a custom resource"],
    [{ kind: "unknown", principal: "iot.amazonaws.com" }, "principal iot.amazonaws.com"],
  ])("%j is found again in the console", (trigger, words) => {
    expect(triggerWords(trigger)).toBe(words);
  });

  it("is told once, and the third on are counted", () => {
    const bucket = (name: string): Trigger => ({ kind: "s3", sourceArn: arn(`s3:::${name}`) });
    expect(triggersWords([])).toBe("no known trigger");
    expect(triggersWords([bucket("a"), bucket("b"), bucket("a")])).toBe("bucket a and bucket b");
    expect(triggersWords(["a", "b", "c", "d"].map(bucket))).toBe("bucket a, bucket b and 2 more");
  });
});
