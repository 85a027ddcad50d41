import type { BreakerState } from "../domain/breaker.ts";
import type { Calm, Passed } from "../domain/calm.ts";
import { FUNCTION_DELETED } from "../domain/deleted-functions.ts";
import type { FunctionRules } from "../domain/guard-policy.ts";
import { lastSafeMs } from "../domain/loss-share.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { isLastStage } from "./probe-stages.ts";

/** What to do next about a breaker, with the reason. `wait` asks for nothing, `converge` only that the settings are as they should be. */
export type NextStep = {
  readonly step: "wait" | "converge" | "probe" | "widen" | "retrip" | "escalate" | "ease" | "restore";
  readonly reason: string;
  /** Of a restore: nothing that waited is left. */
  readonly drained?: true;
  /** Of a restore: the function is gone. */
  readonly isDeleted?: true;
};

/** What was seen of the function under its brake. */
export type UnderBrake = {
  readonly calm: Calm;
  /** Absent: could not be told. */
  readonly passed?: Passed | undefined;
  /** The inventory no longer knows the function. */
  readonly isDeleted?: boolean;
};

export type StepRules = Pick<FunctionRules, "atLossClock" | "actAboveUsdAtRisk" | "riskHours">;

/**
 * What to do with a breaker, given what its function looks like under the brake.
 * Waiting fails toward stopping; the expiry and the loss clock bound how long. A trip that has expired is let go in stages, and
 * stopped anew only by what is seen to burn in one of them. What a person holds stays held for its time, also over a function that is
 * deleted and made anew meanwhile.
 */
export function nextStep(state: BreakerState, seen: UnderBrake, rules: StepRules, nowMs: EpochMs): NextStep {
  switch (state.kind) {
    case "armed":
      return nowMs >= (state.recoveringUntilMs ?? 0)
        ? { step: "converge", reason: "the recovery is over" }
        : { step: "wait", reason: "recovering: what piled up may drain" };
    case "restoring":
      return { step: "converge", reason: "finishing the restore" };
    case "held":
      return nowMs >= state.expiresAtMs ? EXPIRED : { step: "converge", reason: "held by a person" };
    case "tripped":
    case "probing":
      if (seen.isDeleted) return { step: "restore", reason: FUNCTION_DELETED, isDeleted: true };
      return (
        beforeLoss(state, rules, nowMs) ??
        (state.kind === "tripped"
          ? whenTripped(state, seen, rules, nowMs)
          : whenProbing(state, seen.calm, nowMs))
      );
  }
}

const EXPIRED: NextStep = { step: "restore", reason: "the time that a person had set is over" };

type Limited<Kind extends "tripped" | "probing"> = Extract<BreakerState, { kind: Kind }>;

/** What waits is let through before it is lost, unless the owner would rather lose it. */
function beforeLoss(
  state: Limited<"tripped" | "probing">,
  { atLossClock }: StepRules,
  nowMs: EpochMs,
): NextStep | undefined {
  const lastMs = lastSafeMs(state);
  if (lastMs === undefined || nowMs < lastMs || state.grade === "trickle" || atLossClock === "keep")
    return undefined;
  return { step: "ease", reason: "what waits behind the brake would be lost soon" };
}

function whenTripped(
  state: Limited<"tripped">,
  { calm, passed }: UnderBrake,
  rules: StepRules,
  nowMs: EpochMs,
): NextStep {
  if (nowMs >= state.expiresAtMs)
    return { step: "probe", reason: "the trip has expired: it is let go in stages, whatever it looks like" };
  const overspent = state.grade === "cap" ? overspentUnderCap(passed, rules) : undefined;
  if (overspent !== undefined) return { step: "escalate", reason: overspent };
  if (nowMs < state.probeAtMs) return { step: "converge", reason: "waiting for the next probe" };
  return calm.kind === "calm"
    ? { step: "probe", reason: calm.reason }
    : { step: "converge", reason: `not probed yet: ${calm.reason}` };
}

/** Of what the guard acts on, so much may run under a cap in all: it bridges a short attack and is no way to live with a long one. */
const CAP_SHARE = 0.2;

/** A cap is meant to make the attack cheap; when it does not, by its pace or because it lasts, the full brake is due. */
function overspentUnderCap(passed: Passed | undefined, rules: StepRules): string | undefined {
  if (passed === undefined) return undefined;
  const { excessUsd, usdPerHour } = passed;
  const limitUsd = rules.actAboveUsdAtRisk;
  if (excessUsd >= CAP_SHARE * limitUsd) return `${usd(excessUsd)} more than expected has run under the cap`;
  const atRiskUsd = usdPerHour * rules.riskHours;
  return atRiskUsd >= limitUsd
    ? `under the cap ${usd(usdPerHour)} an hour more than expected still runs`
    : undefined;
}

/** Metrics are some minutes late; what cannot be told after so long in the last stage will not be told at all. */
const TIME_TO_TELL_MS = 10 * MINUTE_MS;

function whenProbing(state: Limited<"probing">, calm: Calm, nowMs: EpochMs): NextStep {
  if (calm.kind === "burning") return { step: "retrip", reason: calm.reason };
  if (nowMs < state.judgeAtMs) return { step: "converge", reason: `probing: ${calm.reason}` };
  // Metrics are two minutes late, so an early stage is over before it can be seen; it only keeps small what may come back.
  if (!isLastStage(state)) return { step: "widen", reason: `nothing speaks against more: ${calm.reason}` };
  if (calm.kind === "calm")
    return { step: "restore", reason: calm.reason, ...(calm.isDraining !== true && { drained: true }) };
  // Fails toward spending: a function is not kept down because nobody can tell.
  return nowMs >= Math.max(state.expiresAtMs, state.judgeAtMs + TIME_TO_TELL_MS)
    ? { step: "restore", reason: `the trip has expired, and nothing is seen to burn: ${calm.reason}` }
    : { step: "converge", reason: `probing for longer: ${calm.reason}` };
}
