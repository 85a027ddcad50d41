import type { Baseline } from "../domain/baseline.ts";
import type { Breaker } from "../domain/breaker.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy, PlannedActivity } from "../domain/guard-policy.ts";
import type { Incident } from "../domain/incident.ts";
import { operatorName } from "../domain/operator.ts";
import { type EpochMs, toIso } from "../domain/time.ts";
import { baselineObjection } from "../policy/baseline-objection.ts";
import { catalogueObjection } from "../policy/catalogue-objection.ts";

export type Standing = {
  readonly policy: GuardPolicy;
  readonly catalogue: Catalogue;
  readonly profile: FunctionProfile;
  readonly baseline: Baseline | undefined;
  readonly breaker: Breaker;
  /** The open one, if there is one. */
  readonly incident: Incident | undefined;
  /** The declared activity that covers the function now. */
  readonly planned: PlannedActivity | undefined;
  readonly nowMs: EpochMs;
};

/** What would keep the guard from acting on a function at this moment, whatever it did, one sentence each. */
export function whyNotNow(standing: Standing): readonly string[] {
  const { policy, catalogue, profile, baseline, incident, planned, nowMs } = standing;
  const answer = incident?.standDown;
  return [
    handOf(standing.breaker, nowMs),
    answer && `${operatorName(answer.by)} told the guard to leave its open incident alone: ${answer.reason}`,
    baselineObjection(baseline, policy.probationDays, nowMs),
    catalogueObjection(catalogue, profile, nowMs),
    planned &&
      `plan ${planned.name} covers up to ${planned.upToTimes} times its usual cost until ${toIso(planned.untilMs)}: ${planned.because}`,
  ].filter((sentence) => sentence !== undefined);
}

function handOf({ state }: Breaker, nowMs: EpochMs): string | undefined {
  if (state.kind !== "armed") {
    const until = toIso(state.expiresAtMs);
    return state.kind === "held" && state.brakes.length === 0
      ? `${operatorName(state.by)} keeps the guard off until ${until}: ${state.reason}`
      : `it is ${state.kind} already, until ${until} at the latest: ${state.reason}`;
  }
  const until = state.recoveringUntilMs;
  return until === undefined || nowMs >= until
    ? undefined
    : `what piled up during the last trip may drain until ${toIso(until)}`;
}
