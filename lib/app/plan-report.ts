import type { Baseline } from "../domain/baseline.ts";
import { type Breaker, neverTripped } from "../domain/breaker.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { ApprovalRule, GuardPolicy } from "../domain/guard-policy.ts";
import type { Incident } from "../domain/incident.ts";
import type { Mode } from "../domain/plan.ts";
import type { EpochMs } from "../domain/time.ts";
import { triggersWords } from "../domain/trigger-words.ts";
import { rulesFor } from "../policy/rules-for.ts";
import { type Protection, protectionOf } from "./protection.ts";
import { whyNotNow } from "./why-not-now.ts";

export type FunctionPlan = {
  readonly functionName: string;
  /** What calls it, in words. */
  readonly calledBy: string;
  readonly ruleName: string;
  readonly mode: Mode;
  /** Only in approve mode. */
  readonly approval?: ApprovalRule;
  /** Below it nothing is done: USD over the next `riskHours`, list price. */
  readonly actAboveUsdAtRisk: number;
  readonly riskHours: number;
  readonly protection: Protection;
  /** What stands in the way of acting at this moment, one sentence each; empty: nothing does. */
  readonly notNow: readonly string[];
  /** Only listed so far: its callers and tags are not known, and nothing is done to it before they are. */
  readonly isUndescribed?: true;
  /** What the function's tags changed or could not change. */
  readonly notices: readonly string[];
};

/** What would be done to each function and why, and what would not and why. */
export type PlanReport = {
  readonly atMs: EpochMs;
  /** Of the policy; single functions may differ. */
  readonly mode: Mode;
  /** Absent: no inventory was taken yet, so there are no functions to show. */
  readonly catalogueTakenAtMs?: EpochMs;
  /** Sorted by name. */
  readonly functions: readonly FunctionPlan[];
};

export type PlanInput = {
  readonly policy: GuardPolicy;
  /** Functions whose name begins so are the guard itself. */
  readonly ownNamePrefix: string;
  readonly catalogue: Catalogue;
  readonly baselines: readonly Baseline[];
  /** Those that are not plainly armed. */
  readonly breakers: readonly Breaker[];
  readonly openIncidents: readonly Incident[];
  readonly nowMs: EpochMs;
};

/** The plan for every function of the inventory, sorted by name. */
export function planFunctions(input: PlanInput): readonly FunctionPlan[] {
  const { catalogue, baselines, breakers, openIncidents } = input;
  const baselineOf = new Map(baselines.map((baseline) => [baseline.functionName, baseline]));
  const breakerOf = new Map(breakers.map((breaker) => [breaker.functionName, breaker]));
  const incidentOf = new Map(openIncidents.map((incident) => [incident.functionName, incident]));
  return catalogue.functions
    .map((profile) => {
      const { functionName } = profile;
      return planFunction(
        input,
        profile,
        baselineOf.get(functionName),
        breakerOf.get(functionName) ?? neverTripped(functionName),
        incidentOf.get(functionName),
      );
    })
    .sort((a, b) => (a.functionName < b.functionName ? -1 : 1));
}

/** Functions that nothing would stop, though nobody exempted them. */
export const unprotectedFunctions = (plans: readonly FunctionPlan[]): readonly string[] =>
  plans
    .filter(
      ({ protection, isUndescribed }) => protection.kind === "alert-only" && isUndescribed === undefined,
    )
    .map(({ functionName }) => functionName);

function planFunction(
  { policy, ownNamePrefix, catalogue, nowMs }: PlanInput,
  profile: FunctionProfile,
  baseline: Baseline | undefined,
  breaker: Breaker,
  incident: Incident | undefined,
): FunctionPlan {
  const { functionName, triggers } = profile;
  const rules = rulesFor(policy, profile, ownNamePrefix, nowMs);
  const { mode, ruleName, actAboveUsdAtRisk, riskHours, notices, planned } = rules;
  const protection = protectionOf(profile, baseline, rules, catalogue, nowMs);
  return {
    functionName,
    calledBy: triggersWords(triggers),
    ruleName,
    mode,
    ...(mode === "approve" && { approval: rules.approval }),
    actAboveUsdAtRisk,
    riskHours,
    protection,
    notNow:
      protection.kind === "brake"
        ? whyNotNow({ policy, catalogue, profile, baseline, breaker, incident, planned, nowMs })
        : [],
    ...(profile.describedAtMs === "never" && { isUndescribed: true }),
    notices,
  };
}
