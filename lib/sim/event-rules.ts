import type { Arns } from "./arns.ts";
import { derivedFrom } from "./derived-from.ts";
import { AwsError, type EventRules } from "./faces.ts";
import type { FunctionSpec } from "./spec.ts";

type Rule = ReturnType<EventRules["describeRule"]> & { readonly targetArn: string };

export function eventRules(functions: () => readonly FunctionSpec[], arns: Arns): EventRules {
  const rules = derivedFrom(functions, (present) => rulesOf(present, arns));
  return {
    listRuleNamesByTarget: (targetArn) => ({
      RuleNames: rules()
        .filter((rule) => rule.targetArn === targetArn)
        .map(({ Name }) => Name),
    }),
    describeRule(name) {
      const rule = rules().find(({ Name }) => Name === name);
      if (rule === undefined)
        throw new AwsError("ResourceNotFoundException", `Rule ${name} does not exist on EventBus default.`);
      const { targetArn: _, ...described } = rule;
      return described;
    },
  };
}

const rulesOf = (functions: readonly FunctionSpec[], arns: Arns): readonly Rule[] =>
  functions.flatMap(({ functionName, triggers }) =>
    triggers.flatMap((trigger): Rule[] => {
      if (trigger.kind !== "event-rule" && trigger.kind !== "schedule") return [];
      return [
        {
          Name: trigger.ruleName,
          Arn: arns.rule(trigger.ruleName),
          State: "ENABLED",
          targetArn: arns.function(functionName, trigger.alias),
          ...(trigger.kind === "schedule"
            ? { ScheduleExpression: trigger.scheduleExpression }
            : { EventPattern: trigger.eventPattern }),
        },
      ];
    }),
  );
