import type { Refusal } from "../domain/actuation.ts";
import { CloudCallError } from "../domain/errors.ts";
import type { Incident } from "../domain/incident.ts";
import type { Plan } from "../domain/plan.ts";
import { refusalWords } from "../domain/refusal-words.ts";
import type { RespondDeps, Response } from "./respond.ts";

/** Another run is at it and will tell, or `actuate` has told that AWS refused. */
const TOLD_ELSEWHERE: readonly Refusal["kind"][] = ["busy", "rejected-by-aws"];

/** Asks the one function that may act to do what the plan says, and tells when nothing comes of it. */
export async function orderTrip(
  deps: RespondDeps,
  incident: Incident,
  { grade, changes, reason }: Extract<Plan, { kind: "act" | "would-act" }>,
): Promise<Response> {
  const { functionName, incidentId } = incident;
  const nowMs = deps.clock();
  try {
    const request = { kind: "trip", functionName, incidentId, grade, changes, reason } as const;
    const outcome = await deps.actuator.ask(request);
    if (outcome.ok) {
      await deps.incidents.save({ ...incident, status: "mitigated" });
      return { functionName, did: "act", reason };
    }
    const refusal = refusalWords(outcome.error);
    if (!TOLD_ELSEWHERE.includes(outcome.error.kind))
      await deps.outbox.put(deps.alerts.aboutIncident(incident, nowMs, refusal));
    const heldBack = outcome.error.kind === "blast-radius" && { heldBackBy: outcome.error.kind };
    return { functionName, did: "act-refused", reason: refusal, ...heldBack };
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
