import { joinIncident } from "../detect/join-incident.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { ALERT_AFTER_MS, type Incident } from "../domain/incident.ts";
import type { Plan } from "../domain/plan.ts";
import { type Clock, type EpochMs, toIso } from "../domain/time.ts";
import { wouldHaveWords } from "../domain/would-have-words.ts";
import { planOnRecord } from "../policy/plan-on-record.ts";
import { rulesFor } from "../policy/rules-for.ts";
import type { AlertWriter } from "../ports/alert-writer.ts";
import type { Log } from "../ports/log.ts";
import type { Actuator } from "../ports/messaging.ts";
import type { AlertOutbox, IncidentStore, Ledger } from "../ports/stores.ts";
import { type Case, decideCase } from "./decide-case.ts";
import { incidentEntry } from "./incident-entry.ts";
import { orderTrip } from "./order-trip.ts";
import { wouldHaveOf } from "./would-have-of.ts";

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

/** What was decided about one function and what came of it; `reason` is present for doing nothing, too. */
export type Response = {
  readonly functionName: string;
  readonly did: Plan["kind"] | "resolved" | "act-failed" | "act-refused";
  readonly reason: string;
  /** Everything spoke for acting, but too many functions were tripped already. */
  readonly heldBackBy?: "blast-radius";
};

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
    const { lastSeenAtMs, wouldHave } = joined.incident;
    const reason = joined.reason + (wouldHave === undefined ? "" : `; ${wouldHaveWords(wouldHave)}`);
    await deps.ledger.append(
      incidentEntry(joined.incident, "incident.resolved", reason, lastSeenAtMs, nowMs),
    );
    await deps.incidents.save(joined.incident);
    return { functionName, did: "resolved", reason: joined.reason };
  }

  const { incident: joinedIncident, anomaly } = joined;
  const decided = decideCase({
    ...input,
    policy: deps.policy,
    rules,
    incident: joinedIncident,
    anomaly,
    nowMs,
  });
  const plan = planOnRecord(decided, joinedIncident, nowMs);
  const isNews = plan === decided;
  const incident = withQuestion({ ...joinedIncident, plan }, nowMs);
  if (joined.kind === "opened")
    await deps.ledger.append(
      incidentEntry(incident, "incident.opened", joined.reason, incident.beganAtMs, nowMs),
    );
  if (isNews)
    await recordPlan(deps, incident, joinedIncident.plan, open?.lastSeenAtMs ?? incident.beganAtMs, nowMs);
  const { catalogue, baseline } = input;
  const wouldHave = wouldHaveOf({
    incident,
    anomaly,
    breaker,
    profile,
    baseline,
    region: catalogue.region,
    nowMs,
  });
  const status = breaker.state.kind === "armed" ? "open" : "mitigated";
  const saved = await deps.incidents.save({ ...incident, status, ...(wouldHave && { wouldHave }) });

  if (isNews && isWorthTelling(saved, nowMs)) await deps.outbox.put(deps.alerts.aboutIncident(saved, nowMs));
  if (decided.kind === "act") return orderTrip(deps, saved, decided);
  const { kind: did, reason } = decided;
  return { functionName, did, reason, ...(isHeldBack(decided) && { heldBackBy: "blast-radius" }) };
}

/** The question is asked when a plan first says so; its deadline counts from then, however often the plan says it again. */
const withQuestion = (incident: Incident, nowMs: EpochMs): Incident =>
  incident.plan.kind === "ask" && incident.approval === undefined
    ? { ...incident, approval: { askedAtMs: nowMs } }
    : incident;

/**
 * What the guard would have done, or asks, is told at once; what gives no ground to act, when it has lasted. Who said no to a
 * question needs no mail that says so.
 */
function isWorthTelling({ plan, openedAtMs, approval }: Incident, nowMs: EpochMs): boolean {
  if (plan.kind === "would-act" || plan.kind === "ask") return true;
  const isLasting = nowMs - openedAtMs >= ALERT_AFTER_MS;
  return plan.kind === "alert" && isLasting && approval?.answer?.decision !== "rejected";
}

/** One entry per change of mind: a plan that stays the same from tick to tick is recorded once. */
async function recordPlan(
  deps: RespondDeps,
  incident: Incident,
  before: Plan,
  idMs: EpochMs,
  atMs: EpochMs,
): Promise<void> {
  const { plan } = incident;
  if (plan.kind !== "none" && plan.kind !== before.kind)
    await deps.ledger.append({
      ...incidentEntry(incident, "plan.decided", `${plan.kind}: ${plan.reason}`, idMs, atMs),
      entryId: `${toIso(idMs)}#${incident.incidentId}#plan-${plan.kind}`,
    });
  if (isHeldBack(plan) && !isHeldBack(before))
    await deps.ledger.append(incidentEntry(incident, "blast-radius.exceeded", plan.reason, idMs, atMs));
}

const isHeldBack = (plan: Plan): boolean => plan.kind === "alert" && plan.heldBackBy === "blast-radius";
