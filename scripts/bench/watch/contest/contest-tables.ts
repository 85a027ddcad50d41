import { usd } from "../../../../lib/domain/usd.ts";
import type { BenchTable } from "../../detect/tables.ts";
import { PLACES } from "../fleet/draw-attacks.ts";
import type { ContestReport } from "./contest-report.ts";
import { WATCHERS, type WatcherName } from "./contest-task.ts";
import type { Lateness } from "./lateness.ts";

const TITLES: Readonly<Record<WatcherName, string>> = {
  overcurrent: "Overcurrent",
  poll1: "4 metrics of each, each minute",
  poll5: "4 metrics of each, each 5 minutes",
  alarms: "an alarm on each, 10x busy",
  bands: "an anomaly detection alarm on each",
};

/** What is told for people: price and speed side by side, then where attacks hide, then the guard's own figures. */
export const contestTables = (reports: readonly ContestReport[]): readonly BenchTable[] => [
  contestTable(reports),
  placesTable(reports),
  guardTable(reports),
  unseenTable(reports),
];

const count = (value: number, digits = 0): string =>
  value.toLocaleString("en-US", { maximumFractionDigits: digits });
const minutes = (value: number | null | undefined): string =>
  value === undefined ? "-" : value === null ? "> 120" : value.toFixed(1);
const both = ({ medianMinutes, p95Minutes }: Lateness): string =>
  medianMinutes === undefined ? "-" : `${minutes(medianMinutes)} / ${minutes(p95Minutes)}`;

const rowsOf = (
  reports: readonly ContestReport[],
  cells: (report: ContestReport, name: WatcherName) => string[],
) =>
  reports.flatMap((report) =>
    WATCHERS.map((name) => [`${count(report.functions)}: ${TITLES[name]}`, ...cells(report, name)]),
  );

const contestTable = (reports: readonly ContestReport[]): BenchTable => ({
  title: "Price, and minutes until an attack of $1 to $100 an hour is seen",
  head: [
    "functions and watcher",
    "USD a month",
    "median",
    "95 %",
    "leeches, median",
    "never seen",
    "below $1/h, median",
    "never seen",
    "false alarms / week",
    "USD until seen",
  ],
  rows: rowsOf(reports, ({ watchers }, name) => {
    const { usdPerMonth, sudden, leeches, dangerous, small, ...figures } = watchers[name];
    if (usdPerMonth === null) return ["not possible", ...new Array<string>(8).fill("-")];
    return [
      usd(usdPerMonth),
      minutes(sudden.medianMinutes),
      minutes(sudden.p95Minutes),
      minutes(leeches.medianMinutes),
      `${dangerous.neverSeen} of ${dangerous.attacks}`,
      minutes(small.medianMinutes),
      `${small.neverSeen} of ${small.attacks}`,
      count(figures.falseAlarmsPerWeek, 1),
      usd(figures.meanUsdUntilSeen),
    ];
  }),
});

const placesTable = (reports: readonly ContestReport[]): BenchTable => ({
  title: "Minutes until seen by where the attack is, median / 95 %, leeches left out",
  head: ["functions and watcher", ...PLACES],
  rows: rowsOf(
    reports.map((report) => report),
    ({ watchers }, name) =>
      PLACES.map((place) =>
        watchers[name].usdPerMonth === null ? "not possible" : both(watchers[name].byPlace[place]),
      ),
  ),
});

const guardTable = (reports: readonly ContestReport[]): BenchTable => ({
  title: "Overcurrent in itself",
  head: [
    "functions",
    "limit a month",
    "bill a month",
    "fleet's bill",
    "reads a quiet minute",
    "reads an attacked minute",
    "total trips / quiet day",
    "which cost a month",
    "requests a tick, mean",
    "most",
    "seconds a tick, mean",
    "most",
    "peak MiB",
  ],
  rows: reports.map(({ functions, limitUsdPerMonth, fleetUsdPerMonth, watchers, guard }) => [
    count(functions),
    usd(limitUsdPerMonth),
    watchers.overcurrent.usdPerMonth === null ? "-" : usd(watchers.overcurrent.usdPerMonth),
    usd(fleetUsdPerMonth),
    count(guard.readsPerQuietMinute, 1),
    count(guard.readsPerAttackedMinute, 1),
    count(guard.trippedMinutesPerDay, 1),
    usd(guard.falseTripsUsdPerMonth),
    count(guard.requestsPerTick.mean, 1),
    count(guard.requestsPerTick.most),
    guard.secondsPerTick.mean.toFixed(3),
    guard.secondsPerTick.most.toFixed(3),
    count(guard.peakMiB),
  ]),
});

const unseenTable = (reports: readonly ContestReport[]): BenchTable => ({
  title: "What is left unseen against reading every function each minute, with four attacks a month",
  head: [
    "functions",
    "USD an attack of $1 to $100/h",
    "USD an attack below $1/h",
    "unseen a month",
    "reads saved a month",
  ],
  rows: reports.map(({ functions, unseen }) => [
    count(functions),
    usd(unseen.usdPerAttack),
    usd(unseen.usdPerSmallAttack),
    usd(unseen.usdPerMonth),
    usd(unseen.readsSavedUsdPerMonth),
  ]),
});
