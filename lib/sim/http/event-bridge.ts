import { AwsError, type EventRules } from "../faces.ts";
import type { JsonService } from "./aws-json.ts";
import { NotSimulatedError } from "./wire.ts";

type ListRuleNamesByTargetRequest = {
  readonly TargetArn?: string;
  readonly EventBusName?: string;
  readonly NextToken?: string;
  readonly Limit?: number;
};
type DescribeRuleRequest = { readonly Name?: string; readonly EventBusName?: string };

/** Also the largest Limit that AWS takes. */
const PAGE_SIZE = 100;

export const eventBridgeService = (rules: EventRules): JsonService => ({
  prefix: "events",
  target: "AWSEvents",
  version: "1.1",
  namespace: "com.amazonaws.eventbridge",
  operations: {
    ListRuleNamesByTarget: (input) => listRuleNamesByTarget(input as ListRuleNamesByTargetRequest, rules),
    DescribeRule: (input) => {
      const request = input as DescribeRuleRequest;
      refuseOtherBuses(request.EventBusName);
      return { ...rules.describeRule(given(request.Name, "name")), EventBusName: "default" };
    },
  },
});

function listRuleNamesByTarget(request: ListRuleNamesByTargetRequest, rules: EventRules) {
  refuseOtherBuses(request.EventBusName);
  const { RuleNames } = rules.listRuleNamesByTarget(given(request.TargetArn, "targetArn"));
  const from = Number(request.NextToken ?? 0);
  const until = from + Math.min(request.Limit ?? PAGE_SIZE, PAGE_SIZE);
  return {
    RuleNames: RuleNames.slice(from, until),
    ...(until < RuleNames.length && { NextToken: String(until) }),
  };
}

function given(value: string | undefined, member: string): string {
  if (value === undefined)
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  return value;
}

function refuseOtherBuses(bus = "default"): void {
  if (bus !== "default") throw new NotSimulatedError(`the event bus ${bus}`);
}
