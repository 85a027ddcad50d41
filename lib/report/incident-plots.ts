import type { CoursePoint } from "../backtest/incident-course.ts";
import type { ReportedIncident } from "../backtest/report.ts";
import type { EpochMs } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { type Html, html } from "./html.ts";
import { figure } from "./numbers.ts";
import { area, band, type CurvePoint, curve, type Mark, plot, type Scale, span } from "./plot.ts";
import { roundTop } from "./ticks.ts";
import { dayAndTime, timeOfDay } from "./times.ts";

/** Runs and cost around one incident, with the moments that matter. */
export function incidentPlots(incident: ReportedIncident): Html {
  const { course } = incident;
  const fromMs = course.points[0]?.atMs ?? incident.beganAtMs;
  const untilMs = (course.points.at(-1)?.atMs ?? incident.endedAtMs) + course.stepMs;
  const curveOf = (of: (point: CoursePoint) => number): readonly CurvePoint[] =>
    course.points.map((point) => ({ atMs: point.atMs + course.stepMs / 2, value: of(point) }));
  const scaleOf = (...curves: readonly (readonly CurvePoint[])[]): Scale => ({
    fromMs,
    untilMs,
    top: roundTop(Math.max(...curves.flat().map(({ value }) => value)) || 1),
  });

  const runs = curveOf(({ runsPerMinute }) => runsPerMinute);
  const high = curveOf(({ highRunsPerMinute }) => highRunsPerMinute);
  const low = curveOf(({ lowRunsPerMinute }) => lowRunsPerMinute);
  const cost = curveOf(({ usdPerHour }) => usdPerHour);
  const usualCost = curveOf(({ usualUsdPerHour }) => usualUsdPerHour);
  const runsScale = scaleOf(runs, high);
  const costScale = scaleOf(cost, usualCost);
  const marks = marksOf(incident);
  const braked = (scale: Scale): readonly Html[] =>
    incident.trips.map(({ trippedAtMs, restoredAtMs = untilMs }) =>
      span(trippedAtMs, restoredAtMs, scale, "braked"),
    );
  const when = `of ${incident.functionName} from ${dayAndTime(fromMs)} to ${dayAndTime(untilMs)} UTC`;
  return html`${plot({
    scale: runsScale,
    title: "Runs per minute",
    description: `Runs per minute ${when}, with the range that is usual.`,
    formatValue: figure,
    drawing: [
      ...braked(runsScale),
      band(high, low, runsScale, "usual-band"),
      curve(
        curveOf(({ usualRunsPerMinute }) => usualRunsPerMinute),
        runsScale,
        "usual",
      ),
      curve(runs, runsScale, "observed"),
    ],
    marks,
  })}
${plot({
  scale: costScale,
  title: "USD per hour",
  description: `Cost in USD per hour ${when}, with the usual cost.`,
  formatValue: usd,
  drawing: [
    ...braked(costScale),
    area(cost, costScale, "cost-area"),
    curve(usualCost, costScale, "usual"),
    curve(cost, costScale, "observed"),
  ],
  marks: marks.map((mark) => ({ ...mark, letter: "" })),
})}
${key(marks, incident.trips.length > 0)}`;
}

const MARK_WORDS: Readonly<Record<Mark["kind"], string>> = {
  began: "began",
  alarm: "alarm",
  stop: "stopped",
  restore: "let go",
};

function marksOf({ beganAtMs, alarmedAtMs, trips }: ReportedIncident): readonly Mark[] {
  const mark = (kind: Mark["kind"], atMs: EpochMs | undefined): readonly Mark[] =>
    atMs === undefined ? [] : [{ kind, atMs, letter: MARK_WORDS[kind].charAt(0).toUpperCase() }];
  return [
    ...mark("began", beganAtMs),
    ...mark("alarm", alarmedAtMs),
    ...trips.flatMap(({ trippedAtMs, restoredAtMs }) => [
      ...mark("stop", trippedAtMs),
      ...mark("restore", restoredAtMs),
    ]),
  ];
}

const key = (marks: readonly Mark[], isBraked: boolean): Html => html`<ul class="key">
<li><i class="sample observed"></i>observed</li>
<li><i class="sample usual"></i>expected, and the range of nearly all ordinary minutes</li>
${isBraked ? html`<li><i class="sample braked"></i>would have been stopped</li>` : html``}
${marks.map(({ kind, letter, atMs }) => html`<li><b class="badge ${kind}">${letter}</b>${MARK_WORDS[kind]} ${timeOfDay(atMs)}</li>`)}
<li class="zone">times in UTC</li>
</ul>`;
