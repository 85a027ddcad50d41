import type { ReportedIncident } from "../backtest/report.ts";
import { usd } from "../domain/usd.ts";
import { type Html, html } from "./html.ts";
import { incidentPlots } from "./incident-plots.ts";
import { dayAndTime, lasting } from "./times.ts";
import { causeWords, heldBackSentence, responseSentence } from "./words.ts";

/** One incident: what it was, what the guard would have done, and the picture. @param number from 1, names the anchor */
export function incidentCard(incident: ReportedIncident, number: number): Html {
  const { functionName, beganAtMs, endedAtMs, anomaly, isOpen, trips } = incident;
  const lasted = `${lasting(endedAtMs - beganAtMs)}${isOpen ? ", still going on at the end of the recording" : ""}`;
  return html`<article class="incident" id="incident-${number}">
<h3><span class="number">${number}</span>${functionName} <span class="${trips.length > 0 ? "tag stop" : "tag alarm"}">${trips.length > 0 ? "stopped" : "alarm only"}</span></h3>
<p class="lead">${causeWords(incident)}, from ${dayAndTime(beganAtMs)} UTC, ${lasted}. ${anomaly.causeSentence}</p>
<p>${responseSentence(incident)}</p>
<dl class="facts">
${fact("Alarm", afterBegin(incident, incident.alarmedAtMs))}
${fact("Stopped", afterBegin(incident, trips[0]?.trippedAtMs))}
${fact("Peak", `${usd(incident.peakUsdPerHour)} an hour`)}
${fact("Burned as recorded", usd(incident.burnedUsd))}
${trips.length > 0 ? html`${fact("Burned until stopped", usd(incident.burnedBeforeTripUsd))}${fact(incident.isDeferred ? "Saved or put off" : "Saved", usd(incident.heldBack.usd))}${fact("Held back", heldBackSentence(incident))}` : html``}
</dl>
${incidentPlots(incident)}
<ul class="evidence">
${anomaly.signals.map((signal) => html`<li>${signal.sentence}</li>`)}
</ul>
</article>`;
}

const fact = (term: string, value: string): Html => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

const afterBegin = ({ beganAtMs }: ReportedIncident, atMs: number | undefined): string =>
  atMs === undefined ? "no" : `after ${lasting(atMs - beganAtMs)}`;
