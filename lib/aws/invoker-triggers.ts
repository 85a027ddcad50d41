import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import {
  EVENT_RULES_PRINCIPAL,
  type Invoker,
  invokersOf,
  triggerOfInvoker,
} from "../domain/resource-policy.ts";
import type { Trigger } from "../domain/trigger.ts";
import { busOfRule, ruleTriggers } from "./event-rules.ts";
import type { Questions } from "./inventory-questions.ts";
import type { LambdaQuestions } from "./lambda-questions.ts";

/** The triggers that a function's resource policy names. An unanswered question makes them unknown, the careful kind. */
export async function invokerTriggers(
  { functionName, functionArn }: { readonly functionName: string; readonly functionArn: string },
  lambda: LambdaQuestions,
  events: EventBridgeClient,
  open: Questions,
): Promise<readonly Trigger[]> {
  const policy = await open.ask(() => lambda.resourcePolicy(functionName), "unanswered", functionName);
  if (policy === "unanswered")
    return [{ kind: "unknown", principal: "the resource policy was not readable" }];
  if (policy === undefined) return [];
  const invokers = invokersOf(policy);
  const rules = invokers.filter(isRule);
  const others = invokers.filter((invoker) => !isRule(invoker)).map(triggerOfInvoker);
  if (rules.length === 0) return others;

  const found: Trigger[] = [];
  for (const bus of new Set(rules.map((rule) => busOfRule(rule.sourceArn))))
    found.push(...(await open.ask(() => ruleTriggers(events, functionArn, bus), [], functionName)));
  // Permitted, yet no rule is seen: it may target an alias, or another bus. A pattern is the careful reading.
  const unseen = rules.filter((rule) => !found.some((trigger) => coversRule(trigger, rule)));
  return [...others, ...found, ...unseen.map(triggerOfInvoker)];
}

const isRule = ({ principal }: Invoker): boolean => principal === EVENT_RULES_PRINCIPAL;

const coversRule = (trigger: Trigger, { sourceArn }: Invoker): boolean =>
  sourceArn === "*" || ("sourceArn" in trigger && trigger.sourceArn === sourceArn);
