import type { Alert } from "../domain/alert.ts";
import type { Incident } from "../domain/incident.ts";
import { describeValue } from "../domain/setting.ts";
import type { EpochMs } from "../domain/time.ts";
import { atStake, costLines, seenLines, whatLines } from "./evidence.ts";
import { commandLine, paragraph, subjectLine } from "./wording.ts";

/**
 * Tells that something runs away and that the guard has *not* stopped it: because it only watches (`would-act`),
 * because the plan says so (`alert`), or because stopping failed (`act`, with `failure`).
 * One per incident and kind of plan.
 */
export function incidentAlert(incident: Incident, nowMs: EpochMs, failure?: string): Alert {
  const { functionName, latest, plan } = incident;
  const wouldDo = plan.kind === "would-act" && failure === undefined ? plan.changes : [];
  const lines = [
    `${functionName} is running away and has NOT been stopped.`,
    "",
    ...whatLines(latest),
    ...costLines(latest, nowMs),
    paragraph("WHY NOT", failure ?? plan.reason),
    ...wouldDo.map(({ wanted, reason }) => paragraph("WOULD", `set ${describeValue(wanted)}: ${reason}`)),
    "",
    "To stop it now, reversibly:",
    commandLine(
      `overcurrent kill ${functionName} --reason "..."`,
      "uses the brake that loses no events; restores by itself when it expires",
    ),
    "If this is expected, nothing needs to be done. Next time, declare it under `planned` in the policy.",
    "",
    ...seenLines(latest),
    "",
    `Incident ${incident.incidentId}`,
  ];
  return {
    alertId: `${incident.incidentId}#${failure === undefined ? plan.kind : "failed"}`,
    createdAtMs: nowMs,
    functionName,
    severity: latest.severity,
    subject: subjectLine(`[Overcurrent] NOT STOPPED ${functionName}: ${atStake(latest)}`),
    text: lines.join("\n"),
  };
}
