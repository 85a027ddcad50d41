import type { Colors } from "picocolors/types";
import type { Incident } from "../domain/incident.ts";
import type { EpochMs } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import type { Incidents } from "./api-client.ts";
import { relativeTime } from "./format.ts";
import { plainTable } from "./table.ts";

/** Open incidents first, then the resolved ones, newest first. */
export function showIncidents({ open, resolved }: Incidents, nowMs: EpochMs, colors: Colors): string {
  const all = [...open, ...resolved];
  return all.length === 0 ? "No incident yet." : incidentTable(all, nowMs, colors);
}

const endOf = ({ status, endedBy }: Incident): string =>
  endedBy === "function-deleted" ? "deleted" : status;

export function incidentTable(incidents: readonly Incident[], nowMs: EpochMs, colors: Colors): string {
  const rows = incidents.map((incident) => [
    incident.functionName,
    incident.status === "resolved" ? endOf(incident) : colors.red(incident.status),
    relativeTime(incident.beganAtMs, nowMs),
    incident.latest.cause,
    `${usd(incident.peakUsdPerHour)}/h`,
    usd(incident.latest.excessUsd),
    incident.plan.reason,
  ]);
  return plainTable(["FUNCTION", "INCIDENT", "BEGAN", "CAUSE", "PEAK", "EXCESS", "PLAN"], rows, colors);
}
