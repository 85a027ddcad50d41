import type { Breaker } from "../domain/breaker.ts";
import { FUNCTION_DELETED, isDeleted } from "../domain/deleted-functions.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import type { Incident } from "../domain/incident.ts";
import { wasTold } from "../domain/incident-told.ts";
import { incidentEntry } from "./incident-entry.ts";
import type { RespondDeps, Response } from "./respond.ts";

/**
 * Ends the open incident of a function that is gone, once nothing is to be put back any more. Its owner hears of it if he was told of
 * the incident, and not by the breaker already.
 * @returns `undefined`: the function is there, or its breaker is not let go of yet
 */
export async function closeDeleted(
  deps: RespondDeps,
  catalogue: Catalogue,
  incident: Incident,
  { state }: Breaker,
): Promise<Response | undefined> {
  const { functionName, lastSeenAtMs } = incident;
  if (!isDeleted(catalogue, functionName) || !isSettled(state)) return undefined;
  const nowMs = deps.clock();
  await deps.ledger.append(
    incidentEntry(incident, "incident.resolved", FUNCTION_DELETED, lastSeenAtMs, nowMs),
  );
  // Told before it is closed: a run that is cut off in between tells it again, instead of never.
  if (wasTold(incident) && !(await hasToldOfBreaker(deps, incident)))
    await deps.outbox.put(deps.alerts.aboutDeletion(incident, nowMs));
  await deps.incidents.save({
    ...incident,
    status: "resolved",
    resolvedAtMs: nowMs,
    endedBy: "function-deleted",
  });
  return { functionName, did: "resolved", reason: FUNCTION_DELETED };
}

/** More than a breaker writes from its last step to its end. */
const NEWEST_ENTRIES = 20;

/** The mail that its breaker has come to its end says as well that the function is gone. */
async function hasToldOfBreaker(
  { ledger }: RespondDeps,
  { functionName, openedAtMs }: Incident,
): Promise<boolean> {
  const newest = await ledger.list(functionName, NEWEST_ENTRIES);
  return newest.some(({ event, atMs }) => event === "breaker.function-deleted" && atMs >= openedAtMs);
}

/** Whether nothing more is to be done about a function that is not listed: it is known to be gone, and nothing to be put back. */
export const isDoneWith = (catalogue: Catalogue, { functionName, state }: Breaker): boolean =>
  isDeleted(catalogue, functionName) && isSettled(state);

/** What a person holds stays held, whatever becomes of the function. */
const isSettled = ({ kind }: Breaker["state"]): boolean => kind === "armed" || kind === "held";
