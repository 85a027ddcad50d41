import { chooseBrake } from "../brake/choose-brake.ts";
import { joinIncident } from "../detect/join-incident.ts";
import { witnesses } from "../detect/witnesses.ts";
import type { Refusal } from "../domain/actuation.ts";
import type { Verdict } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { Breaker } from "../domain/breaker.ts";
import { CloudCallError } from "../domain/errors.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { ALERT_AFTER_MS, type Incident } from "../domain/incident.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { Plan } from "../domain/plan.ts";
import { refusalWords } from "../domain/refusal-words.ts";
import { type Clock, type EpochMs, toIso } from "../domain/time.ts";
import { functionsTripped } from "../policy/blast-radius.ts";
import { decide } from "../policy/decide.ts";
import { rulesFor } from "../policy/rules-for.ts";
import type { AlertWriter } from "../ports/alert-writer.ts";
import type { Log } from "../ports/log.ts";
import type { Actuator } from "../ports/messaging.ts";
import type { AlertOutbox, IncidentStore, Ledger } from "../ports/stores.ts";
import { mostUsdPerHour } from "../pricing/most-usd.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import { incidentEntry } from "./incident-entry.ts";

export type RespondDeps = {
  readonly clock: Clock;
  readonly incidents: IncidentStore;
  readonly ledger: Ledger;
  readonly outbox: AlertOutbox;
  readonly alerts: AlertWriter;
  readonly actuator: Actuator;
  readonly policy: GuardPolicy;
  /** Functions whose name begins so are the guard itself. */
  readonly ownNamePrefix: string;
  readonly log: Log;
};

/** One function with everything that a decision about it may depend on. */
export type Case = {
  readonly verdict: Verdict;
  readonly profile: FunctionProfile;
  readonly baseline: Baseline | undefined;
  readonly catalogue: Catalogue;
  readonly open: Incident | undefined;
  readonly breaker: Breaker;
  /** Ledger entries of the last hour: what the blast radius counts. */
  readonly lastHour: readonly LedgerEntry[];
};

/** What was decided about one function and what came of it; `reason` is present for doing nothing, too. */
export type Response = {
  readonly functionName: string;
  readonly did: Plan["kind"] | "resolved" | "act-failed" | "act-refused";
  readonly reason: string;
};

/** Another run is at it and will tell, or `actuate` has told that AWS refused. */
const TOLD_ELSEWHERE: readonly Refusal["kind"][] = ["busy", "rejected-by-aws"];

/** join -> decide -> record -> act -> tell, for one function. Repeating it, or doing it twice at once, changes nothing twice. */
export async function respond(deps: RespondDeps, input: Case): Promise<Response> {
  const { verdict, profile, open, breaker } = input;
  const { functionName } = profile;
  const nowMs = deps.clock();
  const rules = rulesFor(deps.policy, profile, deps.ownNamePrefix, nowMs);
  const joined = joinIncident({
    verdict,
    open,
    breaker,
    alertAboveUsdAtRisk: rules.alertAboveUsdAtRisk,
    quietMinutes: deps.policy.quietMinutes,
    nowMs,
  });
  if (joined.kind === "nothing") return { functionName, did: "none", reason: joined.reason };
  if (joined.kind === "resolved") {
    const { lastSeenAtMs } = joined.incident;
    await deps.ledger.append(
      incidentEntry(joined.incident, "incident.resolved", joined.reason, lastSeenAtMs, nowMs),
    );
    await deps.incidents.save(joined.incident);
    return { functionName, did: "resolved", reason: joined.reason };
  }

  const { incident, anomaly } = joined;
  const plan = decide({
    anomaly,
    incident,
    breaker,
    profile,
    baseline: input.baseline,
    rules,
    policy: deps.policy,
    catalogue: input.catalogue,
    fleet: {
      size: input.catalogue.functions.length,
      actedLastHour: functionsTripped(input.lastHour, functionName),
    },
    brake: chooseBrake({
      profile,
      baseline: input.baseline,
      limits: input.catalogue.limits,
      rules,
      attack: {
        cause: anomaly.cause,
        expectedUsdPerHour: anomaly.burn.expectedUsdPerHour,
        affordableUsdPerHour: rules.actAboveUsdAtRisk / rules.riskHours,
        mostUsdPerHour: (executions) =>
          mostUsdPerHour(executions, profile, lambdaPrices(input.catalogue.region)),
      },
    }),
    witnesses: witnesses(anomaly).length,
    nowMs,
  });
  if (joined.kind === "opened")
    await deps.ledger.append(
      incidentEntry(incident, "incident.opened", joined.reason, incident.beganAtMs, nowMs),
    );
  const isNews = !isLess(plan, incident.plan);
  if (plan.kind !== "none" && isNews && incident.plan.kind !== plan.kind)
    await deps.ledger.append(planEntry(incident, plan, open?.lastSeenAtMs ?? incident.beganAtMs, nowMs));
  const latestPlan = isNews ? plan : incident.plan;
  const status = breaker.state.kind === "armed" ? "open" : "mitigated";
  const saved = await deps.incidents.save({ ...incident, status, plan: latestPlan });

  const isLasting = nowMs - saved.openedAtMs >= ALERT_AFTER_MS;
  if (isNews && (plan.kind === "would-act" || (plan.kind === "alert" && isLasting)))
    await deps.outbox.put(deps.alerts.aboutIncident(saved, nowMs));
  return plan.kind === "act" ? act(deps, saved, plan) : { functionName, did: plan.kind, reason: plan.reason };
}

/**
 * "Nothing more to do" must not hide what was decided before, and whoever was told that it would have been stopped needs no
 * second mail when the signals get fewer as it ends. The incident keeps its earlier plan then.
 */
const isLess = (plan: Plan, before: Plan): boolean =>
  (plan.kind === "none" && before.kind !== "none") || (plan.kind === "alert" && before.kind === "would-act");

async function act(
  deps: RespondDeps,
  incident: Incident,
  plan: Extract<Plan, { kind: "act" | "would-act" }>,
): Promise<Response> {
  const { functionName, incidentId } = incident;
  const nowMs = deps.clock();
  try {
    const { grade, changes, reason } = plan;
    const outcome = await deps.actuator.ask({
      kind: "trip",
      functionName,
      incidentId,
      grade,
      changes,
      reason,
    });
    if (outcome.ok) {
      await deps.incidents.save({ ...incident, status: "mitigated" });
      return { functionName, did: "act", reason };
    }
    const refusal = refusalWords(outcome.error);
    if (!TOLD_ELSEWHERE.includes(outcome.error.kind))
      await deps.outbox.put(deps.alerts.aboutIncident(incident, nowMs, refusal));
    return { functionName, did: "act-refused", reason: refusal };
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    // The plan is on record and the breaker still armed, so the next tick decides and asks again.
    await deps.outbox.put(
      deps.alerts.aboutIncident(
        incident,
        nowMs,
        `The brake could not be reached: ${error.message}. It is tried again every minute.`,
      ),
    );
    return { functionName, did: "act-failed", reason: error.message };
  }
}

/** One entry per change of mind: a plan that stays the same from tick to tick is recorded once. */
const planEntry = (incident: Incident, plan: Plan, idMs: EpochMs, atMs: EpochMs): LedgerEntry => ({
  ...incidentEntry(incident, "plan.decided", `${plan.kind}: ${plan.reason}`, idMs, atMs),
  entryId: `${toIso(idMs)}#${incident.incidentId}#plan-${plan.kind}`,
});
