import type { Alert } from "../domain/alert.ts";
import { clockTime } from "../domain/clock-time.ts";
import type { Incident } from "../domain/incident.ts";
import type { Grade, PlannedChange } from "../domain/plan.ts";
import { describeValue } from "../domain/setting.ts";
import type { EpochMs } from "../domain/time.ts";
import { atStake, costLines, seenLines, whatLines } from "./evidence.ts";
import { questionLines } from "./question-lines.ts";
import { commandLine, paragraph, subjectLine } from "./wording.ts";

/**
 * Tells that something runs away and that the guard has *not* stopped it: because it only watches (`would-act`), because it asks
 * first (`ask`), because the plan says so (`alert`), or because stopping failed (`act`, with `failure`).
 * One per incident and kind of plan.
 */
export function incidentAlert(incident: Incident, nowMs: EpochMs, failure?: string): Alert {
  const { functionName, latest, plan } = incident;
  const isQuestion = plan.kind === "ask" && failure === undefined;
  const wouldDo = (plan.kind === "would-act" || isQuestion) && failure === undefined ? plan : undefined;
  const lines = [
    isQuestion
      ? `${functionName} is running away. May the guard stop it? (until ${clockTime(plan.deadlineMs, nowMs)})`
      : `${functionName} is running away and has NOT been stopped.`,
    "",
    ...whatLines(latest),
    ...costLines(latest, nowMs),
    paragraph(isQuestion ? "WHY" : "WHY NOT", failure ?? plan.reason),
    ...(wouldDo === undefined ? [] : wouldDo.changes.map((change) => wouldLine(change, wouldDo.grade))),
    ...(isQuestion ? questionLines(functionName, plan, nowMs) : killLines(functionName)),
    `If this is expected, ${isQuestion ? "reject it" : "nothing needs to be done"}. Next time, declare it under \`planned\` in the policy.`,
    "",
    ...seenLines(latest),
    "",
    `Incident ${incident.incidentId}`,
  ];
  const headline = isQuestion ? "MAY I STOP" : "NOT STOPPED";
  return {
    alertId: `${incident.incidentId}#${failure === undefined ? plan.kind : "failed"}`,
    createdAtMs: nowMs,
    functionName,
    severity: latest.severity,
    subject: subjectLine(`[Overcurrent] ${headline} ${functionName}: ${atStake(latest)}`),
    text: lines.join("\n"),
  };
}

/** A cap comes first, and the full brake only if the cap lets too much through. */
function wouldLine({ wanted, cap, reason }: PlannedChange, grade: Grade): string {
  const steps =
    grade === "cap" && cap !== undefined
      ? `cap it at ${describeValue(cap)}; ${describeValue(wanted)} if that is not enough`
      : `set ${describeValue(wanted)}`;
  return paragraph("WOULD", `${steps}: ${reason}`);
}

const killLines = (functionName: string): string[] => [
  "",
  "To stop it now, reversibly:",
  commandLine(
    `overcurrent kill ${functionName} --reason "..."`,
    "uses the brake that loses no events; restores by itself when it expires",
  ),
];
