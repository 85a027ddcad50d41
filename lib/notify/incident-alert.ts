import type { Alert } from "../domain/alert.ts";
import type { Incident } from "../domain/incident.ts";
import { describeValue } from "../domain/setting.ts";
import type { EpochMs } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { CAUSE_WORDS, evidence } from "./evidence.ts";
import { commandLine, paragraph, subjectLine } from "./wording.ts";

/**
 * Tells that something runs away and that the guard has *not* stopped it: because it only watches (`would-act`),
 * because the plan says so (`alert`), or because stopping failed (`act`, with `failure`).
 * One per incident and kind of plan.
 */
export function incidentAlert(incident: Incident, nowMs: EpochMs, failure?: string): Alert {
  const { functionName, latest, plan } = incident;
  const impact = `${usd(latest.burn.impactUsdPerHour)}/h over normal`;
  const lines = [
    `${functionName} is running away and has NOT been stopped.`,
    "",
    ...evidence(latest, nowMs),
    paragraph("WHY NOT", failure ?? plan.reason),
  ];
  if (plan.kind === "would-act" && failure === undefined)
    for (const change of plan.changes)
      lines.push(paragraph("WOULD", `set ${describeValue(change.wanted)}: ${change.reason}`));
  lines.push(
    "",
    "To stop it now, reversibly:",
    commandLine(
      `overcurrent kill ${functionName} --reason "..."`,
      "uses the brake that loses no events; restores by itself when it expires",
    ),
    "If this is expected, nothing needs to be done.",
    "",
    `Incident ${incident.incidentId}`,
  );
  return {
    alertId: `${incident.incidentId}#${failure === undefined ? plan.kind : "failed"}`,
    createdAtMs: nowMs,
    functionName,
    severity: latest.severity,
    subject: subjectLine(
      `[Overcurrent] NOT STOPPED ${functionName}: ${CAUSE_WORDS[latest.cause]}, ${impact}`,
    ),
    text: lines.join("\n"),
  };
}
