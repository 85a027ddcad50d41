import type { Backtest } from "../backtest/report.ts";
import { type Html, html } from "./html.ts";
import { settingsOutcome } from "./settings-words.ts";

/** The recommended settings, ready to be copied. */
export const settings = ({ recommendation, totals }: Backtest): Html => html`<section>
<h2>Settings that fit</h2>
<ul>
${recommendation.reasons.map((reason) => html`<li>${reason}</li>`)}
</ul>
<pre><code>${recommendation.yaml}</code></pre>
<p>${settingsOutcome(recommendation, totals)}</p>
</section>`;
