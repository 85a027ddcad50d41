import { joinIncident } from "../detect/join-incident.ts";
import type { Verdict } from "../domain/anomaly.ts";
import { neverTripped } from "../domain/breaker.ts";
import type { Incident } from "../domain/incident.ts";
import type { Plan } from "../domain/plan.ts";
import { incidentEntry } from "./incident-entry.ts";
import type { RespondDeps, Response } from "./respond.ts";

const NOTHING_TO_BRAKE: Plan = {
  kind: "alert",
  reason: "it is about the account as a whole: there is no single function to stop",
};

/**
 * join -> record -> tell, for what the account as a whole shows. It has an incident like a function, told once while it lasts,
 * and nothing to decide: there is no one to brake. Repeating it changes nothing twice.
 */
export async function respondToAccount(
  deps: RespondDeps,
  verdict: Verdict,
  open: Incident | undefined,
): Promise<Response> {
  const { functionName } = verdict;
  const nowMs = deps.clock();
  const joined = joinIncident({
    verdict,
    open,
    breaker: neverTripped(functionName),
    alertAboveUsdAtRisk: alertAbove(deps, verdict),
    quietMinutes: deps.policy.quietMinutes,
    nowMs,
  });
  if (joined.kind === "nothing") return { functionName, did: "none", reason: joined.reason };
  const { incident, reason } = joined;
  if (joined.kind === "resolved") {
    await deps.ledger.append(
      incidentEntry(incident, "incident.resolved", reason, incident.lastSeenAtMs, nowMs),
    );
    await deps.incidents.save(incident);
    return { functionName, did: "resolved", reason };
  }
  if (joined.kind === "opened")
    await deps.ledger.append(incidentEntry(incident, "incident.opened", reason, incident.beganAtMs, nowMs));
  const saved = await deps.incidents.save({ ...incident, plan: NOTHING_TO_BRAKE });
  await deps.outbox.put(deps.alerts.aboutAccount(saved, nowMs));
  return { functionName, did: "alert", reason };
}

/** A region where nobody runs anything is told of whatever it costs: the first run tries the stolen key. */
const alertAbove = ({ policy }: RespondDeps, verdict: Verdict): number =>
  verdict.kind === "anomalous" && verdict.anomaly.cause === "awakened" ? 0 : policy.alertAboveUsdAtRisk;
