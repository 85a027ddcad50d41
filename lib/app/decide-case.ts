import { chooseBrake } from "../brake/choose-brake.ts";
import { witnesses } from "../detect/witnesses.ts";
import type { Anomaly, Verdict } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { Breaker } from "../domain/breaker.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { Incident } from "../domain/incident.ts";
import type { Plan } from "../domain/plan.ts";
import type { EpochMs } from "../domain/time.ts";
import { decide } from "../policy/decide.ts";
import type { MatchedRules } from "../policy/rules-for.ts";
import { capCosts } from "../pricing/cap-costs.ts";
import { lambdaPrices } from "../pricing/prices.ts";

/** One function with everything that a decision about it may depend on. */
export type Case = {
  readonly verdict: Verdict;
  readonly profile: FunctionProfile;
  readonly baseline: Baseline | undefined;
  readonly catalogue: Catalogue;
  readonly open: Incident | undefined;
  readonly breaker: Breaker;
  /** Functions that the guard tripped in the last hour, this very tick included: what the blast radius counts. */
  readonly trippedLastHour: ReadonlySet<string>;
};

export type CaseToDecide = Case & {
  readonly policy: GuardPolicy;
  readonly rules: MatchedRules;
  /** With what was seen just now. */
  readonly incident: Incident;
  readonly anomaly: Anomaly;
  readonly nowMs: EpochMs;
};

/** Chooses the brake that fits the function and the attack, and decides whether to apply it. */
export function decideCase(input: CaseToDecide): Plan {
  const { profile, baseline, catalogue, rules, anomaly } = input;
  const { expectedUsdPerHour } = anomaly.burn;
  const others = [...input.trippedLastHour].filter((name) => name !== profile.functionName);
  return decide({
    ...input,
    fleet: { size: catalogue.functions.length, actedLastHour: others.length },
    brake: chooseBrake({
      profile,
      baseline,
      limits: catalogue.limits,
      rules,
      attack: {
        cause: anomaly.cause,
        expectedUsdPerHour,
        ...capCosts(rules, profile, lambdaPrices(catalogue.region)),
      },
    }),
    witnesses: witnesses(anomaly).length,
  });
}
