import { stringify } from "yaml";
import type { GuardPolicy, PolicyRule } from "../domain/guard-policy.ts";
import { toIso } from "../domain/time.ts";

/** The amounts of a policy and some of its rules as lines for overcurrent.yml; everything else keeps its default there. */
export function policyYaml(policy: GuardPolicy, rules: readonly PolicyRule[]): string {
  const { mode, alertAboveUsdAtRisk, actAboveUsdAtRisk } = policy;
  return stringify({
    version: 1,
    mode,
    alertAboveUsdAtRisk,
    actAboveUsdAtRisk,
    ...(rules.length > 0 && { rules: rules.map(inFile) }),
  }).trimEnd();
}

function inFile({ exempt, ...rule }: PolicyRule): object {
  if (exempt === undefined) return rule;
  const { because, untilMs } = exempt;
  return { ...rule, exempt: { because, ...(untilMs !== undefined && { until: toIso(untilMs) }) } };
}
