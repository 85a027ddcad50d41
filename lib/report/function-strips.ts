import type { Backtest, FunctionResult, ReportedIncident } from "../backtest/report.ts";
import { HOUR_MS } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { type Html, html } from "./html.ts";
import { area, type CurvePoint, curve, type Mark, plot } from "./plot.ts";
import { roundTop } from "./ticks.ts";
import { day } from "./times.ts";

/** The table below has all functions; a page of strips alone would bury the incidents. */
const MOST_STRIPS = 12;

/** The whole judged time of each function that alarmed, hour by hour, with its incidents by number. */
export function functionStrips({ functions, incidents }: Backtest): Html {
  const alarming = functions.filter(({ alarms }) => alarms > 0).sort((a, b) => b.alarms - a.alarms);
  const shown = alarming.length > 0 ? alarming : functions;
  const left = shown.length - MOST_STRIPS;
  return html`<section class="strips">
<h2>The whole time</h2>
${shown.slice(0, MOST_STRIPS).map((result) => strip(result, incidents))}
${left > 0 ? html`<p class="muted">and ${left} more functions, see the table below.</p>` : html``}
</section>`;
}

function strip(result: FunctionResult, incidents: readonly ReportedIncident[]): Html {
  const { functionName, judgedFromMs, untilMs, hourlyUsd } = result;
  const points = hourlyUsd.map(
    (value, hour): CurvePoint => ({ atMs: judgedFromMs + (hour + 0.5) * HOUR_MS, value }),
  );
  const scale = { fromMs: judgedFromMs, untilMs, top: roundTop(Math.max(0, ...hourlyUsd)) };
  const marks = incidents.flatMap((incident, index): readonly Mark[] =>
    incident.functionName === functionName
      ? [
          {
            atMs: incident.beganAtMs,
            kind: incident.trips.length > 0 ? "stop" : "alarm",
            letter: String(index + 1),
            anchor: `#incident-${index + 1}`,
          },
        ]
      : [],
  );
  return plot({
    scale,
    title: `${functionName}, USD in each hour from ${day(judgedFromMs)} to ${day(untilMs)}`,
    description: `Cost of ${functionName} in each hour, with its incidents.`,
    formatValue: usd,
    drawing: [area(points, scale, "cost-area"), curve(points, scale, "observed")],
    marks,
  });
}
