import type { FunctionResult } from "../backtest/report.ts";
import { usd } from "../domain/usd.ts";
import { type Html, html } from "./html.ts";
import { whole } from "./numbers.ts";

const HOURS_PER_DAY = 24;

/** Every judged function, those with the most alarms first. */
export function functionTable(functions: readonly FunctionResult[]): Html {
  const sorted = [...functions].sort(
    (a, b) =>
      b.alarms - a.alarms || usdPerDay(b) - usdPerDay(a) || a.functionName.localeCompare(b.functionName),
  );
  return html`<section>
<h2>Functions</h2>
<div class="scroll"><table>
<thead><tr><th>Function</th><th>Days judged</th><th>Cost a day</th><th>Alarms</th><th>Stops</th></tr></thead>
<tbody>
${sorted.map(row)}
</tbody>
</table></div>
</section>`;
}

const row = (result: FunctionResult): Html =>
  html`<tr><th scope="row">${result.functionName}</th><td>${result.judgedDays.toFixed(1)}</td><td>${usd(usdPerDay(result))}</td><td>${whole(result.alarms)}</td><td>${whole(result.trips)}</td></tr>
`;

function usdPerDay({ hourlyUsd }: FunctionResult): number {
  const total = hourlyUsd.reduce((sum, usdInHour) => sum + usdInHour, 0);
  return hourlyUsd.length === 0 ? 0 : (total / hourlyUsd.length) * HOURS_PER_DAY;
}
