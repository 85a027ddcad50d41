import type { Alert } from "../domain/alert.ts";
import type { Cause } from "../domain/anomaly.ts";
import type { Incident } from "../domain/incident.ts";
import type { EpochMs } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { costLines, seenLines } from "./evidence.ts";
import { commandLine, paragraph, subjectLine } from "./wording.ts";

type Story = { readonly subject: string; readonly headline: string; readonly next: readonly string[] };

const WHO_MADE_IT = [
  "If nobody of yours did this, keys may be stolen. To see what there is, and who made it:",
  commandLine(
    'aws lambda list-functions --query "Functions[].[LastModified,FunctionName]" --output text',
    "every function of the region, with the time of its last change",
  ),
  commandLine(
    "aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=CreateFunction20150331",
    "who made functions in the last 90 days, and with which key",
  ),
];

const MANY: Story = {
  subject: "MANY SMALL RISES in the account",
  headline: "The account does clearly more than usual, and no single function explains it.",
  next: [
    "Look for what these functions share: a caller that tries again, a crawler, a campaign, a new version of common code.",
    "If this is expected, nothing needs to be done. Next time, declare it under `planned` in the policy.",
    commandLine("overcurrent incidents", "what else is going on"),
  ],
};

const STORIES: Partial<Readonly<Record<Cause, Story>>> = {
  awakened: {
    subject: "AN IDLE REGION WOKE UP",
    headline: "Functions run in a region that nobody uses.",
    next: WHO_MADE_IT,
  },
  "unknown-function": {
    subject: "UNKNOWN FUNCTIONS run in the account",
    headline: "Something runs that is not in the inventory, so it is neither judged by itself nor stopped.",
    next: WHO_MADE_IT,
  },
};

/** The account as a whole does what no single function tells. One per incident. */
export function accountAlert(incident: Incident, nowMs: EpochMs): Alert {
  const { functionName, latest, incidentId } = incident;
  const { subject, headline, next } = STORIES[latest.cause] ?? MANY;
  const lines = [
    `${headline} Nothing has been stopped.`,
    "",
    paragraph("WHAT", latest.causeSentence),
    ...costLines(latest, nowMs),
    "",
    ...next,
    "",
    ...seenLines(latest),
    "",
    `Incident ${incidentId}`,
  ];
  return {
    alertId: `${incidentId}#alert`,
    createdAtMs: nowMs,
    functionName,
    severity: latest.severity,
    subject: subjectLine(`[Overcurrent] ${subject}: ${usd(latest.burn.atRiskUsd)} at risk`),
    text: lines.join("\n"),
  };
}
