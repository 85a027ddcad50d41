import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListRuleNamesByTargetCommand,
} from "@aws-sdk/client-eventbridge";
import type { Trigger } from "../domain/trigger.ts";
import { cloudCall } from "./cloud-call.ts";

export const permissions = ["events:ListRuleNamesByTarget", "events:DescribeRule"] as const;

/**
 * The rules of one event bus that target a function: schedules and patterns told apart.
 * @throws {CloudCallError}
 */
export async function ruleTriggers(
  client: EventBridgeClient,
  functionArn: string,
  busName: string,
): Promise<readonly Trigger[]> {
  const bus = busName === "default" ? {} : { EventBusName: busName };
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cloudCall(
      "events:ListRuleNamesByTarget",
      client.send(
        new ListRuleNamesByTargetCommand({
          TargetArn: functionArn,
          ...bus,
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
      ),
    );
    names.push(...(page.RuleNames ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);

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
