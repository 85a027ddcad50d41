import { ATTACK_KINDS, BENIGN_KINDS } from "./bench-item.ts";
import { DETECTORS } from "./detectors.ts";
import type { Measurement } from "./measure.ts";

/** A table of text; the first column is the detector. */
export type BenchTable = {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

type Measurements = ReadonlyMap<string, Measurement>;

/** What is told for people: all detectors in one view, then kind by kind. */
export const benchTables = (measurements: Measurements): readonly BenchTable[] => [
  summary(measurements),
  recallByKind(measurements),
];

const decimals = (value: number | undefined, digits: number): string => value?.toFixed(digits) ?? "-";

const summary = (measurements: Measurements): BenchTable => ({
  title:
    "With their own thresholds; on the right with the best one for so many false alarms per function and week",
  head: [
    "detector",
    "recall",
    "precision",
    "false alarms / week",
    "benign alarmed",
    "minutes to detect",
    "95 %",
    "excess let through",
    ...[...measurements.values()]
      .slice(0, 1)
      .flatMap(({ bounded }) =>
        bounded.map((bound) => `recall at <= ${bound.mostFalseAlarmsPerFunctionWeek}`),
      ),
    "points / s",
  ],
  rows: rowsOf(measurements, ({ score, bounded, pointsPerSecond }) => [
    decimals(score.recall, 2),
    decimals(score.precision, 2),
    decimals(score.falseAlarmsPerFunctionWeek, 2),
    `${score.benignAlarmed} of ${score.benignEvents}`,
    decimals(score.medianMinutesToDetect, 0),
    decimals(score.p95MinutesToDetect, 0),
    decimals(score.meanExcessLetRatio, 2),
    ...bounded.map(({ best }) => (best === undefined ? "none" : decimals(best.score.recall, 2))),
    `${(Number(pointsPerSecond.toPrecision(2)) / 1000).toLocaleString("en-US")} k`,
  ]),
});

const recallByKind = (measurements: Measurements): BenchTable => ({
  title: "Attacks detected, and harmless events alarmed, by kind",
  head: ["detector", ...ATTACK_KINDS, ...BENIGN_KINDS.filter((kind) => kind !== "none")],
  rows: rowsOf(measurements, ({ score }) => [
    ...ATTACK_KINDS.map((kind) => {
      const found = score.kinds[kind];
      return found === undefined ? "-" : `${found.detected}/${found.attacks}`;
    }),
    ...BENIGN_KINDS.filter((kind) => kind !== "none").map((kind) => {
      const found = score.benignKinds[kind];
      return found === undefined ? "-" : `${found.alarmed}/${found.events}`;
    }),
  ]),
});

const rowsOf = (measurements: Measurements, cells: (measurement: Measurement) => readonly string[]) =>
  [...measurements].map(([name, measurement]) => [DETECTORS[name]?.title ?? name, ...cells(measurement)]);
