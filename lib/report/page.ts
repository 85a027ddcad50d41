import type { Backtest } from "../backtest/report.ts";
import type { EpochMs } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { functionStrips } from "./function-strips.ts";
import { functionTable } from "./function-table.ts";
import { type Html, html } from "./html.ts";
import { incidentCard } from "./incident-card.ts";
import { short, whole } from "./numbers.ts";
import { settings } from "./settings.ts";
import { STYLE } from "./style.ts";
import { dayAndTime } from "./times.ts";
import {
  harmSentence,
  judgedSentence,
  SAVINGS_ASSUMPTION,
  savingsSentence,
  tooShortSentence,
  untoldSentence,
} from "./words.ts";

export type PageTerms = {
  /** What was replayed. */
  readonly title: string;
  readonly madeAtMs: EpochMs;
};

/**
 * A backtest as one page that needs nothing else: no script, no font, no picture from anywhere. Reads on a phone and on
 * paper, in light and dark.
 */
export function backtestPage(result: Backtest, { title, madeAtMs }: PageTerms): string {
  const { incidents, functions, tooShort, learnDays, assumptions } = result;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Backtest of ${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<p class="brand">Overcurrent backtest</p>
<h1>${title}</h1>
<p class="muted">${judgedSentence(result)}</p>
</header>
<main>
${summary(result)}
${functionStrips(result)}
<section>
<h2>Incidents</h2>
${incidents.length === 0 ? html`<p>None that somebody would have been told of.</p>` : html``}
${incidents.map((incident, index) => incidentCard(incident, index + 1))}
</section>
${settings(result)}
${functionTable(functions)}
<section class="notes">
<h2>What this rests on</h2>
<ul>
<li>${SAVINGS_ASSUMPTION}</li>
<li>Each night the guard learns from the two weeks before, and at each step sees only what was visible by then: nothing later bears on anything earlier.</li>
<li>Amounts are AWS list prices in USD, without free tier and discounts.</li>
${[...assumptions, ...tooShort.map((each) => tooShortSentence(each, learnDays))].map((text) => html`<li>${text}</li>`)}
</ul>
</section>
</main>
<footer class="muted">Made ${dayAndTime(madeAtMs)} UTC by overcurrent backtest.</footer>
</body>
</html>
`;
  return page.markup;
}

function summary(result: Backtest): Html {
  const { totals } = result;
  const held = totals.runsRefused + totals.runsDelayed;
  const sentences = [savingsSentence, harmSentence, untoldSentence].flatMap((say) => say(result) ?? []);
  return html`<section class="summary">
<dl class="figures">
${number("Alarms", whole(totals.alarms), `${totals.alarmsPerFunctionWeek.toFixed(2)} per function-week`)}
${number("Stopped", whole(totals.trips), "would have been, if enforced")}
${number("Burned", usd(totals.burnedUsd), "as recorded, beyond the usual")}
${number("Saved", usd(totals.savedUsd), totals.deferredUsd > 0 ? `at most ${usd(totals.deferredUsd)} of it put off` : "if enforced")}
${number("Held back", short(held), `runs, about ${whole(totals.ordinaryRunsHeldBack)} ordinary`)}
</dl>
${sentences.map((text) => html`<p>${text}</p>`)}
</section>`;
}

const number = (term: string, value: string, note: string): Html =>
  html`<div><dt>${term}</dt><dd><b>${value}</b><span>${note}</span></dd></div>`;
