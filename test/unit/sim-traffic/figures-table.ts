import type { FleetFigures } from "./fleet-figures.ts";
import { PUBLISHED } from "./published-figures.ts";

const percent = (ratio: number): string => `${(100 * ratio).toFixed(1)} %`;
const plain = (value: number): string => value.toFixed(2);

/** The fleet beside the published figures, as a Markdown table. docs/traffic.md holds it; a test keeps it true. */
export function figuresTable(figures: FleetFigures): string {
  const rows: readonly (readonly [what: string, published: string, ours: string])[] = [
    [
      "invoked at most once an hour",
      percent(PUBLISHED.atMostHourlyRatio),
      percent(figures.atMostHourlyRatio),
    ],
    [
      "invoked at most once a minute",
      percent(PUBLISHED.atMostMinutelyRatio),
      percent(figures.atMostMinutelyRatio),
    ],
    [
      "share of all invocations that go to the others",
      percent(PUBLISHED.popularInvocationRatio),
      percent(figures.popularInvocationRatio),
    ],
    ["triggered by HTTP", percent(PUBLISHED.triggerRatio.http), percent(figures.triggerRatio.http)],
    ["triggered by a queue", percent(PUBLISHED.triggerRatio.queue), percent(figures.triggerRatio.queue)],
    ["triggered by a timer", percent(PUBLISHED.triggerRatio.timer), percent(figures.triggerRatio.timer)],
    [
      "triggered by anything else",
      percent(PUBLISHED.triggerRatio.other),
      percent(figures.triggerRatio.other),
    ],
    [
      "average duration, mean of ln(seconds)",
      plain(PUBLISHED.durationLogMean),
      plain(figures.durationLogMean),
    ],
    ["average duration, sigma of ln(seconds)", plain(PUBLISHED.durationLogSd), plain(figures.durationLogSd)],
    [
      "average duration below a second",
      percent(PUBLISHED.belowSecondRatio),
      percent(figures.belowSecondRatio),
    ],
    [
      "average duration below a minute",
      percent(PUBLISHED.belowMinuteRatio),
      percent(figures.belowMinuteRatio),
    ],
  ];
  return [
    "| | published | this fleet |",
    "|---|---:|---:|",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}
