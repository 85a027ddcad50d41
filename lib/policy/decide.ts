import type { Anomaly, Burn, SignalKind } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { BrakeChoice } from "../domain/brake-choice.ts";
import type { Breaker } from "../domain/breaker.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { Incident } from "../domain/incident.ts";
import { operatorName } from "../domain/operator.ts";
import type { Plan } from "../domain/plan.ts";
import { type EpochMs, hoursWords, toIso } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { baselineObjection } from "./baseline-objection.ts";
import { beyondBlastRadius, type Fleet } from "./blast-radius.ts";
import { catalogueObjection } from "./catalogue-objection.ts";
import { permissionFor } from "./may-act.ts";
import { coverage } from "./planned.ts";
import type { MatchedRules } from "./rules-for.ts";

/** Signals of different metrics that must agree before the guard acts: one metric alone may just be wrong. */
const WITNESSES_TO_ACT = 2;

/**
 * What piled up behind a brake cannot show these: they mean a new or unfinished attack, also while recovering. Runs may
 * grow steeply when a backlog is let loose, arrivals do not.
 */
const NOT_A_BACKLOG: readonly SignalKind[] = ["errors", "recursion", "async-events"];

/** The amount at risk is the pace times the hours unless growth was carried on; a little more is rounding. */
const GROWING_TIMES = 1.01;

export type DecideInput = {
  readonly anomaly: Anomaly;
  /** The open incident of the function, if there is one. */
  readonly incident: Incident | undefined;
  readonly breaker: Breaker;
  readonly profile: FunctionProfile;
  readonly baseline: Baseline | undefined;
  readonly rules: MatchedRules;
  readonly policy: GuardPolicy;
  /** Where `profile` comes from; too old or incomplete, it is no ground to act on. */
  readonly catalogue: Catalogue;
  readonly fleet: Fleet;
  readonly brake: BrakeChoice;
  /** Independent signals past their cut. */
  readonly witnesses: number;
  readonly nowMs: EpochMs;
};

/**
 * What to do about one anomaly, and why; there is a reason for doing nothing, too.
 * Acting needs every condition at once; the first one that fails is the reason given.
 */
export function decide(input: DecideInput): Plan {
  const { anomaly, rules, brake } = input;
  const plan = rules.planned && coverage(rules.planned, anomaly);
  const priced = pricedWords(anomaly.burn) + (plan === undefined ? "" : `; ${plan.reason}`);

  if (anomaly.burn.atRiskUsd < rules.alertAboveUsdAtRisk)
    return { kind: "none", reason: `${priced}, below the ${usd(rules.alertAboveUsdAtRisk)} worth an alert` };
  if (plan?.isCovered) return { kind: "none", reason: priced };
  const inHand = alreadyInHand(input);
  if (inHand !== undefined) return inHand;
  const objection = objectionToActing(input);
  if (objection !== undefined) return { kind: "alert", reason: `${priced}, but ${objection}` };
  if (brake.kind === "alert-only") return { kind: "alert", reason: `${priced}, but ${brake.reason}` };

  const reason = `${priced}, ${input.witnesses} independent signals agree; ${brake.reason}`;
  return asTheModeSays(input, brake, priced, reason);
}

/** Everything speaks for acting; who decides is left. */
function asTheModeSays(
  { rules, incident, policy, fleet, nowMs }: DecideInput,
  { grade, changes }: Extract<BrakeChoice, { kind: "brake" }>,
  priced: string,
  reason: string,
): Plan {
  const permission = permissionFor(rules, incident, nowMs);
  if (permission.kind === "refused" || permission.kind === "unanswered")
    return { kind: "alert", reason: `${priced}, but ${permission.why}` };
  // Before anybody is asked: what a person allows must not be refused afterwards.
  const beyond = beyondBlastRadius(policy.blastRadius, fleet);
  if (beyond !== undefined)
    return {
      kind: "alert",
      reason: `${priced}, but ${beyond}`,
      ...(permission.kind !== "only-watch" && { heldBackBy: "blast-radius" }),
    };
  if (permission.kind === "only-watch")
    return { kind: "would-act", grade, changes, reason: `${permission.why}. ${reason}` };
  if (permission.kind === "ask") {
    const { deadlineMs, otherwise } = permission;
    const why = ["mode is approve", ...rules.notices].join("; ");
    return { kind: "ask", grade, changes, deadlineMs, otherwise, reason: `${why}. ${reason}` };
  }
  const { because } = permission;
  return { kind: "act", grade, changes, reason: because === undefined ? reason : `${because}. ${reason}` };
}

/** What is at stake, with the pace that it rests on. */
function pricedWords({ atRiskUsd, riskHours, impactUsdPerHour }: Burn): string {
  const isGrowing = atRiskUsd > GROWING_TIMES * impactUsdPerHour * riskHours;
  return (
    `${usd(atRiskUsd)} at risk over the next ${hoursWords(riskHours)}, ` +
    `at ${usd(impactUsdPerHour)} an hour more than expected${isGrowing ? " and growing" : ""}`
  );
}

/** The breaker is not plainly armed, so this anomaly is an echo of something that is being dealt with. */
function alreadyInHand({ anomaly, breaker, nowMs }: DecideInput): Plan | undefined {
  const { state } = breaker;
  if (state.kind === "armed") {
    const until = state.recoveringUntilMs;
    if (until === undefined || nowMs >= until) return undefined;
    if (anomaly.signals.some((signal) => NOT_A_BACKLOG.includes(signal.kind))) return undefined;
    return { kind: "none", reason: `what piled up during the trip may drain until ${toIso(until)}` };
  }
  if (state.kind === "held" && state.brakes.length === 0)
    return {
      kind: "alert",
      reason: `${operatorName(state.by)} keeps the guard off until ${toIso(state.expiresAtMs)}: ${state.reason}`,
    };
  return { kind: "none", reason: `the function is already ${state.kind}: ${state.reason}` };
}

/** The first condition for acting that does not hold, as half a sentence after "but". */
function objectionToActing(input: DecideInput): string | undefined {
  const { anomaly, incident, rules, policy, baseline } = input;
  if (rules.exemptBecause !== undefined) return `the function is exempt: ${rules.exemptBecause}`;
  if (incident?.standDown !== undefined) {
    const { by, reason } = incident.standDown;
    return `${operatorName(by)} told the guard to leave this incident alone: ${reason}`;
  }
  if (anomaly.burn.atRiskUsd < rules.actAboveUsdAtRisk)
    return `the guard acts only above ${usd(rules.actAboveUsdAtRisk)} at risk`;
  if (input.witnesses < WITNESSES_TO_ACT) return "one signal alone is not enough to act on";
  return (
    baselineObjection(baseline, policy.probationDays, input.nowMs) ??
    catalogueObjection(input.catalogue, input.profile, input.nowMs)
  );
}
