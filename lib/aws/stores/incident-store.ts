import { ConcurrentChangeError } from "../../domain/errors.ts";
import type { Incident } from "../../domain/incident.ts";
import { toIso } from "../../domain/time.ts";
import type { IncidentStore } from "../../ports/stores.ts";
import {
  ABSENT,
  deleteItemIf,
  expiresAfterDays,
  getItem,
  type Item,
  putItem,
  putItemIf,
  queryPartition,
  type Table,
} from "./table.ts";

const OPEN = "INCIDENT#OPEN";
const PAST = "INCIDENT#PAST";
/** A year and a bit, so that the same week of last year can be looked up. */
const PAST_KEPT_DAYS = 400;

/**
 * An incident is resolved where it stands, by the same conditional write as every other change, and then moved to the
 * past. If the run ends before the move, the next one that meets it moves it; until then it is merely not listed.
 */
export function dynamoIncidentStore(table: Table): IncidentStore {
  const moveToPast = async (incident: Incident): Promise<void> => {
    const resolvedAtMs = incident.resolvedAtMs ?? incident.lastSeenAtMs;
    await putItem(table, {
      pk: PAST,
      sk: `${toIso(resolvedAtMs)}#${incident.incidentId}`,
      incident,
      expiresAtSeconds: expiresAfterDays(resolvedAtMs, PAST_KEPT_DAYS),
    });
    const open = { pk: OPEN, sk: incident.functionName };
    await deleteItemIf(table, open, unchangedSince(incident));
  };

  const findStanding = async (functionName: string): Promise<Incident | undefined> => {
    const item = await getItem(table, { pk: OPEN, sk: functionName });
    const incident = item && incidentOf(item);
    if (incident?.status !== "resolved") return incident;
    await moveToPast(incident);
    return undefined;
  };

  const write = (incident: Incident, expected: Incident): Promise<boolean> =>
    putItemIf(
      table,
      {
        pk: OPEN,
        sk: incident.functionName,
        incidentId: incident.incidentId,
        recordVersion: incident.version,
        incident,
      },
      expected.version === 0 ? ABSENT : unchangedSince(expected),
    );

  return {
    listOpen: async () => {
      const incidents = (await queryPartition(table, OPEN)).map(incidentOf);
      for (const incident of incidents) if (incident.status === "resolved") await moveToPast(incident);
      return incidents.filter((incident) => incident.status !== "resolved");
    },
    findOpen: findStanding,
    listResolved: async (limit) => (await queryPartition(table, PAST, { newest: limit })).map(incidentOf),
    // Without moving what is resolved already: whoever learns from incidents has no right to change them.
    listSince: async (sinceMs) => {
      const standing = (await queryPartition(table, OPEN)).map(incidentOf);
      const past = (await queryPartition(table, PAST, { from: toIso(sinceMs) })).map(incidentOf);
      const moved = new Set(past.map(({ incidentId }) => incidentId));
      return [...standing.filter(({ incidentId }) => !moved.has(incidentId)), ...past];
    },
    save: async (incident) => {
      const saved = { ...incident, version: incident.version + 1 };
      let written = await write(saved, incident);
      // A new incident may meet a resolved one that was not moved yet; looking at it moves it.
      if (!written && incident.version === 0 && (await findStanding(incident.functionName)) === undefined)
        written = await write(saved, incident);
      if (!written) throw new ConcurrentChangeError(`incident of ${incident.functionName}`);
      if (saved.status === "resolved") await moveToPast(saved);
      return saved;
    },
  };
}

const incidentOf = (item: Item): Incident => item.incident as Incident;

const unchangedSince = (incident: Incident) => ({
  expression: "incidentId = :incidentId AND recordVersion = :recordVersion",
  values: { ":incidentId": incident.incidentId, ":recordVersion": incident.version },
});
