import type { Alert } from "../domain/alert.ts";
import type { Severity } from "../domain/anomaly.ts";
import type { Brake } from "../domain/breaker.ts";
import type { BreakerNews } from "../domain/breaker-news.ts";
import { clockTime } from "../domain/clock-time.ts";
import { operatorName } from "../domain/operator.ts";
import { describeValue } from "../domain/setting.ts";
import { type EpochMs, toIso } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { CAUSE_WORDS, evidence } from "./evidence.ts";
import { commandLine, paragraph, subjectLine } from "./wording.ts";

const HEADLINES: Readonly<Record<BreakerNews["kind"], string>> = {
  tripped: "STOPPED",
  retripped: "STILL BURNING, stopped again",
  restored: "RESTORED",
  drifted: "CHANGED BY SOMEBODY ELSE, not restored",
  failed: "COULD NOT ACT on",
  killed: "STOPPED BY HAND",
  held: "HELD BY HAND",
  released: "GIVEN BACK to the guard",
  expired: "TIME IS UP, restoring",
};

const SEVERITIES: Readonly<Record<BreakerNews["kind"], Severity>> = {
  tripped: "critical",
  retripped: "warning",
  restored: "info",
  drifted: "critical",
  failed: "critical",
  killed: "warning",
  held: "info",
  released: "info",
  expired: "warning",
};

/** The message about one step of one breaker; telling the same step twice gives the same id and is sent once. */
export function breakerAlert(news: BreakerNews, nowMs: EpochMs): Alert {
  const { breaker, incident, kind } = news;
  const { functionName } = breaker;
  const cost =
    incident === undefined
      ? ""
      : `: ${CAUSE_WORDS[incident.latest.cause]}, ${usd(incident.peakUsdPerHour)}/h over normal`;
  const lines = [
    `${functionName}: ${HEADLINES[kind].toLowerCase()} at ${clockTime(nowMs, nowMs)} by ${operatorName(news.by)}.`,
    "",
    paragraph("WHY", news.reason),
    ...(incident !== undefined && kind === "tripped" ? evidence(incident.latest, nowMs) : []),
    ...news.brakes.map((brake, index) =>
      paragraph(index === 0 ? brakeLabel(kind) : "", brakeLine(news, brake)),
    ),
    ...nextLines(news, nowMs),
    "",
    incident === undefined ? `Function ${functionName}` : `Incident ${incident.incidentId}`,
  ];
  return {
    alertId: `${toIso(breaker.state.sinceMs)}-${functionName}#${kind}-${breaker.version}`,
    createdAtMs: nowMs,
    functionName,
    severity: SEVERITIES[kind],
    subject: subjectLine(`[Overcurrent] ${HEADLINES[kind]} ${functionName}${kind === "tripped" ? cost : ""}`),
    text: lines.join("\n"),
  };
}

/** What AWS refused must not read as if it were in force. */
const brakeLabel = (kind: BreakerNews["kind"]): string =>
  kind === "failed" ? "TRIED" : kind === "drifted" ? "FOUND" : "DONE";

function brakeLine({ kind }: BreakerNews, brake: Brake): string {
  const what =
    brake.setting.kind === "concurrency" ? "Concurrency" : `Event source ${brake.setting.mappingId}`;
  const prior = describeValue(brake.prior);
  if (kind === "restored") return `${what}: ${prior} again, as it was.`;
  if (kind === "drifted")
    return `${what}: we had set ${describeValue(brake.wanted)} (before: ${prior}); now it is something else, so it was left alone.`;
  return `${what}: ${describeValue(brake.wanted)} (before: ${prior}).`;
}

function nextLines({ kind, breaker }: BreakerNews, nowMs: EpochMs): string[] {
  const { state, functionName } = breaker;
  const put = (verb: string, meaning: string) =>
    commandLine(`overcurrent ${verb} ${functionName} --reason "..."`, meaning);
  if (kind === "failed" || kind === "drifted")
    return [
      "",
      "Please look at the function's concurrency and event sources now.",
      put("release", "accept what is set there now and arm the guard again"),
    ];
  if (state.kind === "armed" || state.kind === "restoring") return [];
  const until = clockTime(state.expiresAtMs, nowMs);
  const next =
    state.kind === "tripped"
      ? `First look whether the cause is gone at ${clockTime(state.probeAtMs, nowMs)}; put back as it was when it is, at the latest at ${until}.`
      : state.kind === "held"
        ? `Stays like this until you release or restore it, at the latest until ${until}.`
        : `Being tried with a small allowance; put back as it was at the latest at ${until}.`;
  return [
    paragraph("NEXT", next),
    "",
    "Nothing needs to be done. If you know better:",
    put("restore", "put everything back now; the guard leaves this incident alone"),
    ...(state.kind === "held"
      ? [put("release", "give it back to the guard")]
      : [put("hold", "keep it stopped until you release it")]),
  ];
}
