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

type InvokedFunction = {
  readonly functionName: string;
  readonly functionArn: string;
  readonly aliases: readonly string[];
};

/**
 * The triggers that a function's resource policies name, each once: its own, and that of every alias, by which load
 * balancers and deployments with shifted traffic call. An unanswered question makes them unknown, the careful kind.
 */
export async function invokerTriggers(
  { functionName, functionArn, aliases }: InvokedFunction,
  lambda: LambdaQuestions,
  events: EventBridgeClient,
  open: Questions,
): Promise<readonly Trigger[]> {
  const found: Trigger[] = [];
  for (const alias of [undefined, ...aliases]) {
    const policy = await open.ask(
      () => lambda.resourcePolicy(functionName, alias),
      "unanswered",
      functionName,
    );
    const targetArn = alias === undefined ? functionArn : `${functionArn}:${alias}`;
    if (policy === "unanswered") found.push(UNREADABLE);
    else if (policy !== undefined)
      found.push(...(await triggersOf(invokersOf(policy), { functionName, targetArn }, events, open)));
  }
  return [...new Map(found.map((trigger) => [JSON.stringify(trigger), trigger])).values()];
}

const UNREADABLE: Trigger = { kind: "unknown", principal: "the resource policy was not readable" };

async function triggersOf(
  invokers: readonly Invoker[],
  { functionName, targetArn }: { readonly functionName: string; readonly targetArn: string },
  events: EventBridgeClient,
  open: Questions,
): Promise<readonly Trigger[]> {
  const rules = invokers.filter(isRule);
  const others = invokers.filter((invoker) => !isRule(invoker)).map(triggerOfInvoker);
  if (rules.length === 0) return others;

  const found: Trigger[] = [];
  for (const bus of new Set(rules.map((rule) => busOfRule(rule.sourceArn))))
    found.push(...(await open.ask(() => ruleTriggers(events, targetArn, bus), [], functionName)));
  // Permitted, yet no rule is seen: it may be on another bus. A pattern is the careful reading.
  const unseen = rules.filter((rule) => !found.some((trigger) => coversRule(trigger, rule)));
  return [...others, ...found, ...unseen.map(triggerOfInvoker)];
}

const isRule = ({ principal }: Invoker): boolean => principal === EVENT_RULES_PRINCIPAL;

const coversRule = (trigger: Trigger, { sourceArn }: Invoker): boolean =>
  sourceArn === "*" || ("sourceArn" in trigger && trigger.sourceArn === sourceArn);
