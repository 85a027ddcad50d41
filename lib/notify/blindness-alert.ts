import type { Alert } from "../domain/alert.ts";
import { type EpochMs, toIso } from "../domain/time.ts";
import { paragraph, subjectLine } from "./wording.ts";

/** The guard runs but sees nothing: that must not look like a quiet day. @param functions 0: there is none to look at */
export function blindnessAlert(functions: number, reason: string, nowMs: EpochMs): Alert {
  const what =
    functions === 0
      ? "the account's totals could not be read"
      : `none of ${functions} functions could be looked at`;
  const lines = [
    `${what.charAt(0).toUpperCase()}${what.slice(1)}. Whatever runs away now goes unseen.`,
    "",
    paragraph("WHY", reason),
    paragraph(
      "NEXT",
      "It looks again every minute and says no more about it than once an hour. What is tripped stays tripped.",
    ),
    "",
    "If it says AccessDenied, the role of the watch function was changed: deploy the guard again.",
  ];
  return {
    alertId: `blind-${toIso(nowMs).slice(0, 13)}`,
    createdAtMs: nowMs,
    functionName: "the guard itself",
    severity: "critical",
    subject: subjectLine(`[Overcurrent] BLIND: ${what}`),
    text: lines.join("\n"),
  };
}
