import { chooseBrake } from "../brake/choose-brake.ts";
import { joinIncident } from "../detect/join-incident.ts";
import { witnesses } from "../detect/witnesses.ts";
import type { Verdict } from "../domain/anomaly.ts";
import { brakesOf, isPlainlyArmed } from "../domain/breaker.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { Incident } from "../domain/incident.ts";
import { isBraking } from "../domain/plan.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Fleet } from "../policy/blast-radius.ts";
import { decide } from "../policy/decide.ts";
import { rulesFor } from "../policy/rules-for.ts";
import { capCosts } from "../pricing/cap-costs.ts";
import { guardedMinutes } from "./guarded-minutes.ts";
import { type IncidentRecord, incidentRecord } from "./incident-record.ts";
import type { PreparedFunction } from "./prepared-function.ts";
import type { ReplayedIncident } from "./replayed-incident.ts";
import { wouldBeBreaker } from "./would-be-breaker.ts";

/** One function under the guard that never was: looked at, decided about and braked step by step. */
export type GuardedFunction = {
  readonly prepared: PreparedFunction;
  look(nowMs: EpochMs): Verdict;
  /** Joins, decides and trips. Whether it tripped just now. */
  respond(verdict: Verdict, fleet: Fleet, nowMs: EpochMs): boolean;
  /** Tends the breaker, and holds the coming period to what its brakes let through. */
  tend(nowMs: EpochMs): void;
  /** All incidents in order; one that is still open is closed as it stands. */
  incidents(): readonly ReplayedIncident[];
};

export type GuardSetup = {
  readonly policy: GuardPolicy;
  /** Taken to be fresh at each step: what it says of the functions was true all the time. */
  readonly catalogue: Catalogue;
};

type Kept = { readonly incident: Incident; readonly record: IncidentRecord };

export function guardedFunction(
  prepared: PreparedFunction,
  { policy, catalogue }: GuardSetup,
): GuardedFunction {
  const { profile, baselineAt } = prepared;
  const guarded = guardedMinutes(prepared);
  const rulesAt = (nowMs: EpochMs) => rulesFor(policy, profile, "", nowMs);
  const breaker = wouldBeBreaker(prepared, guarded, policy.breaker, rulesAt);
  const finished: ReplayedIncident[] = [];
  let open: Kept | undefined;
  let last: Kept | undefined;

  const isUnderBrake = (): boolean => !isPlainlyArmed(breaker.present().state);

  const look = (nowMs: EpochMs): Verdict =>
    prepared.judge({
      nowMs,
      isSuspect: open !== undefined || isUnderBrake(),
      minutes: guarded.minutes,
      changedUntilMs: guarded.changedUntilMs(),
    });

  /** A rise that shows again over a longer horizon begins where it began before: the same incident, told once. */
  function recordFor(incident: Incident): IncidentRecord {
    if (last?.incident.incidentId !== incident.incidentId) return incidentRecord(prepared, incident);
    finished.pop();
    return last.record;
  }

  function respond(verdict: Verdict, fleet: Fleet, nowMs: EpochMs): boolean {
    if (verdict.kind !== "anomalous" && open === undefined) return false;
    const rules = rulesAt(nowMs);
    const joined = joinIncident({
      verdict,
      open: open?.incident,
      breaker: breaker.present(),
      alertAboveUsdAtRisk: rules.alertAboveUsdAtRisk,
      quietMinutes: policy.quietMinutes,
      nowMs,
    });
    if (joined.kind === "nothing") return false;
    if (joined.kind === "resolved") {
      if (open !== undefined) finished.push(open.record.close(joined.incident));
      last = open;
      open = undefined;
      return false;
    }
    const { incident, anomaly } = joined;
    open = { incident, record: open?.record ?? recordFor(incident) };
    const baseline = baselineAt(nowMs);
    const plan = decide({
      anomaly,
      incident,
      breaker: breaker.present(),
      profile: { ...profile, describedAtMs: nowMs },
      baseline,
      rules,
      policy,
      catalogue: { ...catalogue, takenAtMs: nowMs },
      fleet,
      brake: chooseBrake({
        profile,
        baseline,
        limits: catalogue.limits,
        rules,
        attack: {
          cause: anomaly.cause,
          expectedUsdPerHour: anomaly.burn.expectedUsdPerHour,
          ...capCosts(rules, profile, prepared.prices),
        },
      }),
      witnesses: witnesses(anomaly).length,
      nowMs,
    });
    open.record.decided(plan, anomaly, nowMs);
    if (!isBraking(plan)) return false;
    const tripped = breaker.trip(incident.incidentId, plan, nowMs);
    if (tripped) open.record.tripped(brakesOf(breaker.present().state), nowMs);
    return tripped;
  }

  function tend(nowMs: EpochMs): void {
    if (!isUnderBrake()) return;
    if (breaker.tend(nowMs)) open?.record.restored(nowMs);
    const brakes = brakesOf(breaker.present().state);
    // A look in the third minute of a 5-minute period has seen the period before; the next look comes one step later.
    if (brakes.length > 0) open?.record.held(guarded.hold(brakes, nowMs, nowMs + prepared.stepMs));
  }

  return {
    prepared,
    look,
    respond,
    tend,
    incidents: () => (open === undefined ? finished : [...finished, open.record.close(open.incident)]),
  };
}
