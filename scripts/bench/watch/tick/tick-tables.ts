import { growthExponent } from "../../detect/speed/growth-exponent.ts";
import type { BenchTable } from "../../detect/tables.ts";
import type { TickFigures } from "./measure-ticks.ts";

const NAMES = { economic: "what the limit allows", everything: "everything is read" } as const;

/** Seconds and memory of ticks over HTTP, and how they grow. */
export const tickTables = (figures: readonly TickFigures[]): readonly BenchTable[] => [
  {
    title: "One tick of the deployed handler over HTTP",
    head: [
      "functions",
      "tick",
      "functions read",
      "cold start, s",
      "warm, s",
      "CPU warm, s",
      "growth",
      "peak MiB",
    ],
    rows: figures.map((one) => [
      one.functions.toLocaleString("en-US"),
      NAMES[one.kind],
      warmest(one).read.toLocaleString("en-US"),
      (one.ticks[0]?.seconds ?? 0).toFixed(2),
      warmest(one).seconds.toFixed(2),
      warmest(one).cpuSeconds.toFixed(2),
      growthOf(one, figures),
      one.peakMiB.toFixed(0),
    ]),
  },
];

/** The slowest of those that found a warm process. */
export const warmest = ({ ticks }: TickFigures): TickFigures["ticks"][number] =>
  ticks.slice(1).reduce((slowest, tick) => (tick.seconds > slowest.seconds ? tick : slowest), {
    seconds: 0,
    cpuSeconds: 0,
    read: 0,
  });

function growthOf(one: TickFigures, all: readonly TickFigures[]): string {
  const before = all.filter(({ kind, functions }) => kind === one.kind && functions < one.functions).at(-1);
  if (before === undefined) return "-";
  const exponent = growthExponent(
    { size: before.functions, cost: warmest(before).seconds },
    { size: one.functions, cost: warmest(one).seconds },
  );
  return `n^${exponent.toFixed(2)}`;
}
