import {
  DescribeRuleCommand,
  ListRuleNamesByTargetCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-eventbridge";
import { describe, expect, it } from "vitest";
import { errorOf, openWire } from "../support/wire-clients.ts";

describe("EventBridge over the wire", () => {
  it("lists the rules of a target page by page", async () => {
    const ruleNames = Array.from({ length: 101 }, (_, index) => `rule-${index}`);
    const { eventBridge } = await openWire({ ruleNames });
    const first = await eventBridge.send(new ListRuleNamesByTargetCommand({ TargetArn: "arn" }));
    const second = await eventBridge.send(
      new ListRuleNamesByTargetCommand({ TargetArn: "arn", NextToken: first.NextToken }),
    );
    expect([...(first.RuleNames ?? []), ...(second.RuleNames ?? [])]).toEqual(ruleNames);
    expect(second.NextToken).toBeUndefined();
  });

  it("describes a rule, and raises ResourceNotFoundException for another", async () => {
    const { eventBridge } = await openWire({ ruleNames: ["nightly"] });
    expect(await eventBridge.send(new DescribeRuleCommand({ Name: "nightly" }))).toMatchObject({
      State: "ENABLED",
      ScheduleExpression: "rate(1 hour)",
    });
    const error = await errorOf(eventBridge.send(new DescribeRuleCommand({ Name: "gone" })));
    expect(error).toBeInstanceOf(ResourceNotFoundException);
  });

  it("says loudly that it has no other event bus", async () => {
    const { eventBridge, server } = await openWire({ ruleNames: ["nightly"] });
    await errorOf(eventBridge.send(new DescribeRuleCommand({ Name: "nightly", EventBusName: "audit" })));
    expect(server.unknownRequests()).toEqual([expect.stringContaining("event bus audit")]);
  });
});
