import type { ActuationRequest, Refusal } from "../../domain/actuation.ts";
import type { Incident } from "../../domain/incident.ts";
import type { LedgerEvent } from "../../domain/ledger.ts";
import { operatorName } from "../../domain/operator.ts";
import type { Plan } from "../../domain/plan.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import { toIso } from "../../domain/time.ts";
import type { Outcome, Run } from "./deps.ts";
import { knownFunction } from "./exemptions.ts";
import { outcomeOf } from "./outcome-of.ts";
import { trip } from "./trip.ts";

type Answer = Extract<ActuationRequest, { kind: "operator-approve" | "operator-reject" }>;
type Asked = { readonly incident: Incident; readonly plan: Extract<Plan, { kind: "ask" }> };

/**
 * A person lets the guard do what it asked for. The answer is on record before the trip, so that a run that is cut off in
 * between leaves an approved incident behind, which the next tick acts on.
 */
export async function approve(run: Run, request: Answer): Promise<Outcome> {
  const asked = await askedFor(run, request);
  if (!asked.ok) return asked;
  const { incident, plan } = asked.value;
  await recordAnswer(run, incident, request, "operator.approved");
  const { functionName } = request;
  const { incidentId } = incident;
  const { grade, changes, reason } = plan;
  const by = operatorName(request.by);
  return trip(run, {
    kind: "trip",
    functionName,
    incidentId,
    grade,
    changes,
    reason: `${reason}; approved by ${by}: ${request.reason}`,
  });
}

/** A person says no: the guard leaves this incident alone until somebody releases the function. */
export async function reject(run: Run, request: Answer): Promise<Outcome> {
  const asked = await askedFor(run, request);
  if (!asked.ok) return asked;
  await recordAnswer(run, asked.value.incident, request, "operator.rejected");
  return outcomeOf(await run.deps.breakers.load(request.functionName), true);
}

/** The same answer again is not another one: the run that gave it may have been cut off before it tripped. */
async function askedFor(run: Run, request: Answer): Promise<Result<Asked, Refusal>> {
  const known = await knownFunction(run, request.functionName);
  if (!known.ok) return known;
  const incident = await run.deps.incidents.findOpen(request.functionName);
  if (incident === undefined) return nothing("it has no open incident");
  const { plan, approval } = incident;
  const answer = approval?.answer;
  if (answer !== undefined && answer.decision !== decisionOf(request))
    return refused({ kind: "stood-down", by: answer.by });
  if (plan.kind === "ask") return ok({ incident, plan });
  return nothing(
    approval === undefined
      ? "the guard has not asked anything about it"
      : "the time to answer is over; kill stops it all the same, hold keeps the guard off",
  );
}

const nothing = (why: string): Result<Asked, Refusal> => refused({ kind: "nothing-to-do", why });

const decisionOf = ({ kind }: Answer): "approved" | "rejected" =>
  kind === "operator-approve" ? "approved" : "rejected";

async function recordAnswer(
  { deps }: Run,
  incident: Incident,
  request: Answer,
  event: LedgerEvent,
): Promise<void> {
  const { functionName, reason, by } = request;
  const { incidentId, approval, standDown } = incident;
  const atMs = approval?.answer?.atMs ?? deps.clock();
  await deps.ledger.append({
    entryId: `${toIso(atMs)}#${incidentId}#${event}`,
    atMs,
    functionName,
    incidentId,
    event,
    by,
    reason,
  });
  if (approval?.answer !== undefined) return;
  const decision = decisionOf(request);
  const said = { by, atMs, reason };
  await deps.incidents.save({
    ...incident,
    approval: { askedAtMs: approval?.askedAtMs ?? atMs, answer: { decision, ...said } },
    ...(decision === "rejected" && standDown === undefined && { standDown: said }),
  });
}
