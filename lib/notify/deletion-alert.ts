import type { Alert } from "../domain/alert.ts";
import { clockTime } from "../domain/clock-time.ts";
import type { Incident } from "../domain/incident.ts";
import type { EpochMs } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { paragraph, subjectLine } from "./wording.ts";

/** An incident that was told has no function any more. */
export function deletionAlert(incident: Incident, nowMs: EpochMs): Alert {
  const { functionName, incidentId, latest, lastSeenAtMs, peakUsdPerHour } = incident;
  const lines = [
    `${functionName} was deleted; its incident is closed.`,
    "",
    paragraph("WHAT", latest.causeSentence),
    paragraph("COST", `${usd(latest.excessUsd)} beyond the usual, at most ${usd(peakUsdPerHour)} an hour`),
    paragraph(
      "SEEN",
      `last running away at ${clockTime(lastSeenAtMs, nowMs)}; two inventories in a row have not found the function`,
    ),
    paragraph(
      "NEXT",
      "Nothing. Should a function of this name be made again, it is watched like every other.",
    ),
    "",
    `Incident ${incidentId}`,
  ];
  return {
    alertId: `${incidentId}#deleted`,
    createdAtMs: nowMs,
    functionName,
    severity: "info",
    subject: subjectLine(`[Overcurrent] DELETED ${functionName}: its incident is closed`),
    text: lines.join("\n"),
  };
}
