import type { Alert } from "../domain/alert.ts";
import type { Brake } from "../domain/breaker.ts";
import type { BrakeEnd, BreakerNews } from "../domain/breaker-news.ts";
import type { Incident } from "../domain/incident.ts";
import { describeValue, type Setting } from "../domain/setting.ts";
import { type EpochMs, toIso } from "../domain/time.ts";
import { breakerHeadline, isRefusedTrip } from "./breaker-headline.ts";
import { atStake, costLines, seenLines, whatLines } from "./evidence.ts";
import { nextLines } from "./next-lines.ts";
import { paragraph, subjectLine } from "./wording.ts";

/**
 * The message about one step of one breaker; telling the same step twice gives the same id and is sent once.
 * What was done and what happens next come first, the evidence last: at night one reads the first ten lines.
 */
export function breakerAlert(news: BreakerNews, nowMs: EpochMs): Alert {
  const { breaker, incident, kind } = news;
  const { functionName } = breaker;
  const headline = breakerHeadline(news, nowMs);
  // What runs away is told with the trip, and when there is none; later news is about the brake.
  const told = kind === "tripped" || isRefusedTrip(news) ? incident : undefined;
  const lines = [
    headline.sentence,
    "",
    ...(told === undefined ? [] : [...whatLines(told.latest), ...costLines(told.latest, nowMs)]),
    ...news.brakes.map((brake, index) =>
      paragraph(index === 0 ? brakeLabel(kind) : "", brakeLine(news, brake, news.ends?.[index])),
    ),
    paragraph("WHY", news.reason),
    ...nextLines(news, nowMs),
    "",
    ...(told === undefined ? [] : [...seenLines(told.latest), ""]),
    incident === undefined ? `Function ${functionName}` : `Incident ${incident.incidentId}`,
  ];
  return {
    alertId: `${toIso(breaker.state.sinceMs)}-${functionName}#${kind}-${breaker.version}`,
    createdAtMs: nowMs,
    functionName,
    severity: headline.severity,
    subject: subjectLine(`[Overcurrent] ${headline.subject} ${functionName}${stakeOf(told)}`),
    text: lines.join("\n"),
  };
}

const stakeOf = (incident: Incident | undefined): string =>
  incident === undefined ? "" : `: ${atStake(incident.latest)}`;

/** What AWS refused must not read as if it were in force. */
const brakeLabel = (kind: BreakerNews["kind"]): string =>
  kind === "failed" ? "TRIED" : kind === "drifted" ? "FOUND" : "DONE";

function brakeLine({ kind }: BreakerNews, brake: Brake, end: BrakeEnd | undefined): string {
  const what = settingWords(brake.setting);
  const prior = describeValue(brake.prior);
  if (end?.kind === "gone") return `${what}: gone.`;
  if (end?.kind === "left") return `${what}: NOT put back (before: ${prior}): ${end.why}.`;
  if (kind === "restored" || end?.kind === "put-back") return `${what}: ${prior} again, as it was.`;
  if (kind === "drifted")
    return `${what}: we had set ${describeValue(brake.wanted)} (before: ${prior}); now it is something else, so it was left alone.`;
  return `${what}: ${describeValue(brake.wanted)} (before: ${prior}).`;
}

function settingWords(setting: Setting): string {
  if (setting.kind === "concurrency") return "Concurrency";
  return setting.kind === "pipe" ? `Pipe ${setting.pipeName}` : `Event source ${setting.mappingId}`;
}
