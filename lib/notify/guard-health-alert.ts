import type { Alert } from "../domain/alert.ts";
import { clockTime } from "../domain/clock-time.ts";
import { type GuardNews, type GuardTrouble, troubleKey } from "../domain/guard-health.ts";
import { type EpochMs, toIso } from "../domain/time.ts";
import type { GuardAlertWriter } from "../ports/guard-alert-writer.ts";
import { guardBillAlert } from "./guard-bill-alert.ts";
import { troubleCure, troubleMeaning, troubleSentence } from "./trouble-words.ts";
import { commandLine, paragraph, prose, subjectLine } from "./wording.ts";

const TARGETS = commandLine("overcurrent targets", "every account and region with its last good read");
const AGAIN = "You hear of it again while it lasts, at most once an hour, and when it is over.";

/** News of the guard itself, as plain text. */
export const plainTextGuardAlerts: GuardAlertWriter = {
  aboutGuardBill: guardBillAlert,
  aboutGuard: (news, nowMs) => {
    const base = { createdAtMs: nowMs, functionName: "the guard itself" };
    switch (news.kind) {
      case "trouble":
        return { ...base, ...troubleAlert(news.trouble, nowMs) };
      case "over":
        return { ...base, ...overAlert(news, nowMs) };
      case "unseen":
        return { ...base, ...unseenAlert(news, nowMs) };
    }
  },
};

type Message = Pick<Alert, "alertId" | "severity" | "subject" | "text">;

function troubleAlert(trouble: GuardTrouble, nowMs: EpochMs): Message {
  return {
    alertId: troubleId(trouble, nowMs),
    severity: trouble.kind === "blind-target" || trouble.kind === "silent-part" ? "critical" : "warning",
    subject: subjectLine(`[Overcurrent] ${subjectOf(trouble)}`),
    text: [
      prose(`${troubleSentence(trouble, nowMs)} ${troubleMeaning(trouble)}`),
      "",
      ...(trouble.kind === "blind-target" && trouble.problem !== undefined
        ? [paragraph("WHY", trouble.problem)]
        : []),
      paragraph("DO", troubleCure(trouble)),
      paragraph("NEXT", AGAIN),
      "",
      TARGETS,
    ].join("\n"),
  };
}

function subjectOf(trouble: GuardTrouble): string {
  switch (trouble.kind) {
    case "silent-part":
      return `THE GUARD IS SILENT: its ${trouble.part} function does not finish`;
    case "blind-target":
      return trouble.isHome
        ? "BLIND: home cannot be looked at"
        : `BLIND: ${trouble.targetId} cannot be looked at`;
    case "throttled-guard":
      return "THE GUARD IS THROTTLED: its own functions are refused";
    case "unsent-alerts":
      return "ALERTS WAIT and cannot be sent";
    case "no-subscriber":
      return "NOBODY IS SUBSCRIBED to the alerts";
  }
}

function overAlert({ trouble, overAtMs }: Extract<GuardNews, { kind: "over" }>, nowMs: EpochMs): Message {
  const times = `from ${clockTime(trouble.sinceMs, nowMs)} to ${clockTime(overAtMs, nowMs)}`;
  return {
    alertId: `over-${troubleKey(trouble)}-${hourOf(overAtMs)}`,
    severity: "info",
    subject: subjectLine(`[Overcurrent] OVER: ${overSubject(trouble)}`),
    text: prose(`It lasted ${times}.`),
  };
}

function overSubject(trouble: GuardTrouble): string {
  switch (trouble.kind) {
    case "silent-part":
      return `the guard's ${trouble.part} function works again`;
    case "blind-target":
      return `${trouble.targetId} is looked at again`;
    case "throttled-guard":
      return "the guard's functions are no longer refused";
    case "unsent-alerts":
      return "alerts are sent again, the ones that waited too";
    case "no-subscriber":
      return "somebody is subscribed to the alerts";
  }
}

function unseenAlert(
  { targetId, isHome, fromMs, untilMs }: Extract<GuardNews, { kind: "unseen" }>,
  nowMs: EpochMs,
): Message {
  const times = `between ${clockTime(fromMs, nowMs)} and ${clockTime(untilMs, nowMs)}`;
  return {
    alertId: `unseen-${targetId}-${hourOf(untilMs)}`,
    severity: "info",
    subject: subjectLine(`[Overcurrent] OVER: ${isHome ? "home" : targetId} is looked at again`),
    text: prose(
      `Nobody looked at ${targetId} ${times}. It is looked at again: what went wrong meanwhile and lasts is found now; what began and ended in that time may never be told.`,
    ),
  };
}

/** Whoever finds a target blind, its own watch or the check of the guard, gives the alert this id; see alertsOfTarget. */
function troubleId(trouble: GuardTrouble, nowMs: EpochMs): string {
  if (trouble.kind !== "blind-target") return `guard-${troubleKey(trouble)}-${hourOf(nowMs)}`;
  const id = `blind-${hourOf(nowMs)}`;
  return trouble.isHome ? id : `${trouble.targetId}#${id}`;
}

const hourOf = (atMs: EpochMs): string => toIso(atMs).slice(0, 13);
