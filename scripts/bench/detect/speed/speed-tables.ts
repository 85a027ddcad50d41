import type { BenchTable } from "../tables.ts";
import { growthExponent } from "./growth-exponent.ts";
import type { SpeedMeasurement } from "./measure-speed.ts";
import type { TickFigures } from "./speed-task.ts";

/** Runs and milliseconds: each minute brings one new number of both for each function. */
const SERIES = 2;
/** What AWS's own library of random cut forests is said to do on such a machine. */
const AWS_FOREST_POINTS_PER_SECOND = 4_400;

export const speedTables = (measurement: SpeedMeasurement): readonly BenchTable[] => [
  tickTable(measurement),
  pointsTable(measurement),
];

const tickTable = ({ ticks }: SpeedMeasurement): BenchTable => ({
  title: "One tick, from windows and baselines to verdicts",
  head: [
    "functions",
    "batches",
    "tick, ms",
    "CPU, ms",
    "µs per function",
    "growth of CPU",
    "first tick, ms",
    "load baselines, ms",
    "peak memory, MiB",
  ],
  rows: ticks.map((tick, index) => [
    tick.functions.toLocaleString("en-US"),
    String(tick.batches),
    figure(tick.wallMs),
    figure(tick.cpuMs),
    figure((1000 * tick.cpuMs) / tick.functions),
    growthFrom(ticks[index - 1], tick),
    figure(tick.firstMs),
    figure(tick.loadMs),
    figure(tick.peakMiB),
  ]),
});

const growthFrom = (before: TickFigures | undefined, tick: TickFigures): string =>
  before === undefined
    ? "-"
    : `n^${growthExponent({ size: before.functions, cost: before.cpuMs }, { size: tick.functions, cost: tick.cpuMs }).toFixed(2)}`;

const pointsTable = ({ ticks, stored, forest }: SpeedMeasurement): BenchTable => {
  const largest = ticks.at(-1);
  const perSecond = (points: number): string =>
    largest === undefined ? "-" : thousands((1000 * points) / largest.cpuMs);
  return {
    title: "Points a second of one core, and what is stored",
    head: ["", "figure"],
    rows: [
      [
        "overcurrent, new points judged a second (a minute of runs and durations per function)",
        perSecond((largest?.functions ?? 0) * SERIES),
      ],
      ["overcurrent, datapoints of the windows looked through a second", perSecond(largest?.datapoints ?? 0)],
      ["random cut forest of this bench, points a second", thousands(forest.pointsPerSecond)],
      ["AWS's random cut forest, as published for such a machine", thousands(AWS_FOREST_POINTS_PER_SECOND)],
      ["baseline as stored, bytes per function", stored.bytesPerFunction.toFixed(0)],
    ],
  };
};

const figure = (value: number): string => value.toLocaleString("en-US", { maximumSignificantDigits: 3 });

const thousands = (value: number): string => `${figure(value / 1000)} k`;
