import type { Colors } from "picocolors/types";
import type { Backtest, ReportedIncident } from "../../backtest/report.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { usd } from "../../domain/usd.ts";
import { whole } from "../../report/numbers.ts";
import { settingsOutcome } from "../../report/settings-words.ts";
import { dayAndTime } from "../../report/times.ts";
import {
  alarmsSentence,
  harmSentence,
  judgedSentence,
  responseSentence,
  SAVINGS_ASSUMPTION,
  savingsSentence,
  tooShortSentence,
  untoldSentence,
} from "../../report/words.ts";
import { plainTable } from "../table.ts";

/** A backtest for a terminal: what was judged, each incident, the sums, and the settings that fit. */
export function showBacktest(result: Backtest, title: string, colors: Colors): string {
  const { recommendation, totals, assumptions, tooShort, learnDays } = result;
  const sums = [alarmsSentence, savingsSentence, harmSentence, untoldSentence].flatMap(
    (say) => say(result) ?? [],
  );
  const notes = [...assumptions, ...tooShort.map((each) => tooShortSentence(each, learnDays))];
  const parts = [
    `${colors.bold(title)}\n${judgedSentence(result)}`,
    ...(notes.length > 0 ? [notes.map((note) => colors.yellow(note)).join("\n")] : []),
    ...(result.incidents.length > 0 ? [incidentList(result.incidents, colors)] : []),
    sums.join("\n"),
    SAVINGS_ASSUMPTION,
    `${colors.bold("Settings that fit")}\n${recommendation.reasons.join("\n")}`,
    recommendation.yaml,
    settingsOutcome(recommendation, totals),
  ];
  return parts.join("\n\n");
}

const HEAD = [
  "",
  "FUNCTION",
  "BEGAN (UTC)",
  "ALARM",
  "STOP",
  "CAUSE",
  "PEAK",
  "BURNED",
  "SAVED",
  "HELD BACK",
];

/** The figures side by side, and below them a sentence or two on each. */
function incidentList(incidents: readonly ReportedIncident[], colors: Colors): string {
  const rows = incidents.map((incident, index) => {
    const { beganAtMs, alarmedAtMs, trips, heldBack } = incident;
    const stop = after(beganAtMs, trips[0]?.trippedAtMs);
    return [
      String(index + 1),
      incident.functionName,
      dayAndTime(beganAtMs),
      after(beganAtMs, alarmedAtMs),
      stop === "" ? "no" : colors.red(stop),
      incident.anomaly.cause,
      `${usd(incident.peakUsdPerHour)}/h`,
      usd(incident.burnedUsd),
      trips.length === 0 ? "" : `${usd(heldBack.usd)}${incident.isDeferred ? "*" : ""}`,
      trips.length === 0 ? "" : whole(heldBack.runs),
    ];
  });
  const putOff = incidents.some(({ isDeferred }) => isDeferred)
    ? ["* put off: events wait and run later"]
    : [];
  const sentences = incidents.map(
    (incident, index) =>
      `${index + 1}  ${incident.functionName}: ${incident.anomaly.causeSentence} ${responseSentence(incident)}`,
  );
  return [plainTable(HEAD, rows, colors), ...putOff, "", ...sentences].join("\n");
}

const after = (beganAtMs: number, atMs: number | undefined): string =>
  atMs === undefined ? "" : `+${Math.round((atMs - beganAtMs) / MINUTE_MS)} min`;
