import type { Incident } from "../domain/incident.ts";
import type { LedgerEntry, LedgerEvent } from "../domain/ledger.ts";
import { GUARD } from "../domain/operator.ts";
import { type EpochMs, toIso } from "../domain/time.ts";

/**
 * A ledger entry about an incident. The ledger is written before the incident, so whoever looks again after a tick that died
 * in between must come to the same id.
 * @param idMs a time that he knows, too: from the incident on record or from what was measured, never his own clock
 */
export const incidentEntry = (
  incident: Incident,
  event: LedgerEvent,
  reason: string,
  idMs: EpochMs,
  atMs: EpochMs,
): LedgerEntry => ({
  entryId: `${toIso(idMs)}#${incident.incidentId}#${event}`,
  atMs,
  functionName: incident.functionName,
  event,
  by: GUARD,
  reason,
  incidentId: incident.incidentId,
});
