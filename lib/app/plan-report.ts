import { chooseBrake } from "../brake/choose-brake.ts";
import { lossAfterMs } from "../brake/loss-clock.ts";
import { sourceOf } from "../brake/read-source.ts";
import { usualCost } from "../detect/usual.ts";
import type { Baseline } from "../domain/baseline.ts";
import { type Breaker, neverTripped } from "../domain/breaker.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { ApprovalRule, FunctionRules, GuardPolicy, LossClockAnswer } from "../domain/guard-policy.ts";
import type { Incident } from "../domain/incident.ts";
import type { Grade, Mode, PlannedChange } from "../domain/plan.ts";
import type { Setting } from "../domain/setting.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import { triggersWords, triggerWords } from "../domain/trigger-words.ts";
import { rulesFor } from "../policy/rules-for.ts";
import { mostUsdPerHour } from "../pricing/most-usd.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import { whyNotNow } from "./why-not-now.ts";

const MINUTES_PER_HOUR = HOUR_MS / MINUTE_MS;

/** A planned change, and the source that it pauses in words; without one it limits the function's own concurrency. */
export type PlannedBrake = PlannedChange & { readonly source?: string };

/**
 * What the guard would do to a function that ran away.
 * - `brake`: limit it, in these ways.
 * - `alert-only`: tell a person, since no brake is safe: the function is unprotected.
 * - `exempt`: tell a person, since the policy or a tag keeps the guard off.
 */
export type Protection =
  | {
      readonly kind: "brake";
      readonly changes: readonly PlannedBrake[];
      /** What the full brake does, and when what waits behind it is lost. */
      readonly reason: string;
      /** How hard a flood of calls would be braked at first, by what the function needs at this time of day. */
      readonly againstFlood?: { readonly grade: Grade; readonly reason: string };
      /** When what waits behind the full brake begins to be lost, in ms from the trip; absent: never, or not known. */
      readonly lossAfterMs?: number;
      readonly atLossClock: LossClockAnswer;
    }
  | { readonly kind: "alert-only" | "exempt"; readonly reason: string };

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
  plans.filter(({ protection }) => protection.kind === "alert-only").map(({ functionName }) => functionName);

function planFunction(
  { policy, ownNamePrefix, catalogue, nowMs }: PlanInput,
  profile: FunctionProfile,
  baseline: Baseline | undefined,
  breaker: Breaker,
  incident: Incident | undefined,
): FunctionPlan {
  const { functionName, triggers } = profile;
  const rules = rulesFor(policy, profile, ownNamePrefix, nowMs);
  const { mode, ruleName, actAboveUsdAtRisk, riskHours, notices, exemptBecause } = rules;
  const protection: Protection =
    exemptBecause === undefined
      ? protectionOf(profile, baseline, rules, catalogue, nowMs)
      : { kind: "exempt", reason: exemptBecause };
  const { planned } = rules;
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
        ? whyNotNow({ policy, catalogue, functionName, baseline, breaker, incident, planned, nowMs })
        : [],
    notices,
  };
}

function protectionOf(
  profile: FunctionProfile,
  baseline: Baseline | undefined,
  rules: FunctionRules,
  { limits, region }: Catalogue,
  nowMs: EpochMs,
): Protection {
  const input = { profile, baseline, limits, rules };
  const full = chooseBrake(input);
  if (full.kind === "alert-only") return full;
  const prices = lambdaPrices(region);
  const flood = chooseBrake({
    ...input,
    attack: {
      cause: "flood",
      expectedUsdPerHour:
        baseline === undefined ? 0 : MINUTES_PER_HOUR * usualCost(baseline, profile, prices, nowMs).expected,
      affordableUsdPerHour: rules.actAboveUsdAtRisk / rules.riskHours,
      mostUsdPerHour: (executions) => mostUsdPerHour(executions, profile, prices),
    },
  });
  const afterMs = lossAfterMs(profile, full.changes);
  return {
    kind: "brake",
    changes: full.changes.map((change) => ({ ...change, ...sourceWords(change.setting, profile) })),
    reason: full.reason,
    ...(flood.kind === "brake" && { againstFlood: { grade: flood.grade, reason: flood.reason } }),
    ...(afterMs !== undefined && { lossAfterMs: afterMs }),
    atLossClock: rules.atLossClock,
  };
}

function sourceWords(setting: Setting, { triggers }: FunctionProfile): { readonly source?: string } {
  const source = sourceOf(setting, triggers);
  return source === undefined ? {} : { source: triggerWords(source) };
}
