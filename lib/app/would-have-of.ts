import { expectedPerMinute } from "../detect/expectation.ts";
import type { Anomaly } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { Breaker } from "../domain/breaker.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { Incident, WouldHave } from "../domain/incident.ts";
import type { EpochMs } from "../domain/time.ts";
import { isSynchronous } from "../domain/trigger.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import { countWouldHave } from "../pricing/would-have.ts";

export type WouldHaveOfInput = {
  /** With the plan that stands on it now. */
  readonly incident: Incident;
  readonly anomaly: Anomaly;
  readonly breaker: Breaker;
  readonly profile: FunctionProfile;
  readonly baseline: Baseline | undefined;
  readonly region: string;
  readonly nowMs: EpochMs;
};

/**
 * The incident's line in the would-have-saved ledger after one more look at it. Counted while nothing limits the function and
 * either the guard only watches it or a question about it is open; else it stays as it is.
 */
export function wouldHaveOf(input: WouldHaveOfInput): WouldHave | undefined {
  const { incident, anomaly, breaker, profile, baseline, nowMs } = input;
  const { plan, wouldHave, approval } = incident;
  const isWaiting = plan.kind === "would-act" || (plan.kind === "ask" && approval?.answer === undefined);
  if (!isWaiting || breaker.state.kind !== "armed") return wouldHave;
  return countWouldHave({
    before: wouldHave,
    burn: anomaly.burn,
    grade: plan.grade,
    changes: plan.changes,
    sized: profile,
    prices: lambdaPrices(input.region),
    // Acting needs a baseline, so there is one when this begins; one that was lost since makes the count say less.
    expectedCallsPerMinute: baseline === undefined ? 0 : expectedPerMinute(baseline.invocations, nowMs),
    hasWaitingCallers: profile.triggers.some(isSynchronous),
    nowMs,
  });
}
