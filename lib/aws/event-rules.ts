import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListRuleNamesByTargetCommand,
} from "@aws-sdk/client-eventbridge";
import type { Trigger } from "../domain/trigger.ts";
import { allTokenPages } from "./all-pages.ts";
import { cloudCall } from "./cloud-call.ts";

export const permissions = ["events:ListRuleNamesByTarget", "events:DescribeRule"] as const;

/**
 * The rules of one event bus that target a function or an alias of it: schedules and patterns told apart. To EventBridge
 * these are different targets.
 * @throws {CloudCallError}
 */
export async function ruleTriggers(
  client: EventBridgeClient,
  targetArn: string,
  busName: string,
): Promise<readonly Trigger[]> {
  const bus = busName === "default" ? {} : { EventBusName: busName };
  const names = await allTokenPages(
    (page) =>
      cloudCall(
        "events:ListRuleNamesByTarget",
        client.send(new ListRuleNamesByTargetCommand({ TargetArn: targetArn, ...bus, ...page })),
      ),
    (page) => page.RuleNames,
  );

  const triggers: Trigger[] = [];
  for (const Name of names) {
    const rule = await cloudCall(
      "events:DescribeRule",
      client.send(new DescribeRuleCommand({ Name, ...bus })),
    );
    triggers.push({
      kind: rule.ScheduleExpression === undefined ? "event-rule" : "schedule",
      sourceArn: rule.Arn ?? Name,
    });
  }
  return triggers;
}

/** `arn:aws:events:<region>:<account>:rule/<bus>/<name>`, or without the bus for the default one. */
export function busOfRule(ruleArn: string): string {
  const [, bus, name] = ruleArn.split("/");
  return name === undefined || bus === undefined ? "default" : bus;
}
