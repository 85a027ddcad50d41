import { describe, expect, it } from "vitest";
import {
  isEnabledState,
  isSettledState,
  triggerOfMapping,
  withRetention,
} from "../../../lib/domain/event-source.ts";
import type { PolledTrigger } from "../../../lib/domain/trigger.ts";

const mappingId = "a1b2c3d4-0000-4000-8000-000000000001";

describe("triggerOfMapping", () => {
  it.each([
    ["arn:aws:sqs:eu-west-1:123456789012:orders", "sqs"],
    ["arn:aws:kinesis:eu-west-1:123456789012:stream/clicks", "kinesis"],
    ["arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/2026", "dynamodb-stream"],
    ["arn:aws:kafka:eu-west-1:123456789012:cluster/c/1", "kafka"],
    ["arn:aws:mq:eu-west-1:123456789012:broker:b:1", "mq"],
    ["arn:aws:rds:eu-west-1:123456789012:cluster:docs", "documentdb"],
    ["arn:aws-cn:sqs:cn-north-1:123456789012:orders", "sqs"],
  ])("reads %s as %s", (sourceArn, kind) => {
    expect(triggerOfMapping({ mappingId, sourceArn, state: "Enabled" })).toEqual({
      kind,
      mappingId,
      sourceArn,
      enabled: true,
    });
  });

  it("takes a source without an ARN for Kafka outside AWS", () => {
    expect(triggerOfMapping({ mappingId, sourceArn: undefined, state: "Disabled" })).toEqual({
      kind: "kafka",
      mappingId,
      sourceArn: "self-managed",
      enabled: false,
    });
  });

  it("does not guess about a service it has never heard of", () => {
    const trigger = triggerOfMapping({ mappingId, sourceArn: "arn:aws:novelty:::x", state: "Enabled" });
    expect(trigger.kind).toBe("unknown");
  });

  it("knows the mapping's own maximum record age", () => {
    const sourceArn = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks";
    const age = (maximumRecordAgeSeconds: number) =>
      triggerOfMapping({ mappingId, sourceArn, state: "Enabled", maximumRecordAgeSeconds });
    expect(age(3_600)).toMatchObject({ maximumRecordAgeSeconds: 3_600 });
    // AWS writes -1 for a mapping that discards nothing.
    expect(age(-1)).not.toHaveProperty("maximumRecordAgeSeconds");
  });
});

describe("withRetention", () => {
  const stream = (maximumRecordAgeSeconds?: number): PolledTrigger => ({
    kind: "kinesis",
    mappingId,
    sourceArn: "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks",
    enabled: true,
    ...(maximumRecordAgeSeconds !== undefined && { maximumRecordAgeSeconds }),
  });

  it("keeps what the source keeps, and no longer than the mapping's own maximum record age", () => {
    const keeps = (keepsForSeconds: number, maximumRecordAgeSeconds?: number) =>
      withRetention(stream(maximumRecordAgeSeconds), { keepsForSeconds });
    expect(keeps(86_400)).toMatchObject({ keepsForSeconds: 86_400 });
    expect(keeps(86_400, 3_600)).toMatchObject({ keepsForSeconds: 3_600 });
    expect(keeps(3_600, 86_400)).toMatchObject({ keepsForSeconds: 3_600 });
    expect(withRetention(stream(3_600), {})).toMatchObject({ keepsForSeconds: 3_600 });
    expect(withRetention(stream(), {})).not.toHaveProperty("keepsForSeconds");
  });

  it("forgets what the source kept before", () => {
    expect(withRetention({ ...stream(), keepsForSeconds: 60 }, { keepsForSeconds: 86_400 })).toMatchObject({
      keepsForSeconds: 86_400,
    });
    expect(withRetention({ ...stream(), maxReceiveCount: 3 }, {})).toEqual(stream());
  });
});

describe("states of a mapping", () => {
  it.each([
    ["Creating", true, false],
    ["Enabling", true, false],
    ["Enabled", true, true],
    ["Updating", true, false],
    ["Disabling", false, false],
    ["Disabled", false, true],
    ["Deleting", false, false],
  ])("%s: polls or will poll %s, rests %s", (state, enabled, settled) => {
    expect([isEnabledState(state), isSettledState(state)]).toEqual([enabled, settled]);
  });
});
