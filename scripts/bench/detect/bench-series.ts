import pc from "picocolors";
import type { Measurement } from "./measure.ts";
import { measureAll } from "./measure-all.ts";
import type { BenchOptions } from "./options.ts";
import { requireSet } from "./read-set.ts";
import { aroundTables, renewTables } from "./render-markdown.ts";
import { renderTerminal } from "./render-terminal.ts";
import { roundedJson } from "./rounded-json.ts";
import { showBenchProgress } from "./show-progress.ts";
import { benchTables } from "./tables.ts";

/** Detectors side by side on labelled series. @returns the exit code. @throws {CommandError} for a file that is not what it should be */
export async function benchSeries(options: BenchOptions): Promise<number> {
  const { detectors, json, markdown } = options;
  const mark = `bench:detect ${options.split}`;
  // Mistakes are told before the minutes of measuring, not after.
  if (markdown !== undefined) aroundTables(markdown, mark);
  for (const directory of options.set ?? []) requireSet(directory);
  const progress = showBenchProgress(detectors.length, process.stderr.isTTY && !json);
  const measurements = await measureAll(detectors, options, progress.judged).finally(progress.stop);
  const tables = benchTables(measurements);
  if (markdown !== undefined) renewTables(markdown, tables, mark);
  else if (json) console.log(asJson(options, measurements));
  else console.log(renderTerminal(tables, pc));
  return tellLookAheads(measurements);
}

function tellLookAheads(measurements: ReadonlyMap<string, Measurement>): number {
  const guilty = [...measurements].filter(([, { lookAheads }]) => lookAheads.length > 0);
  for (const [detector, { lookAheads }] of guilty)
    console.error(`${detector} used rows that come later: ${lookAheads.join(", ")}`);
  return guilty.length === 0 ? 0 : 1;
}

const asJson = (
  { seeds, perKind, shape, poison, split, set }: BenchOptions,
  measurements: ReadonlyMap<string, Measurement>,
): string =>
  roundedJson({
    ...(set === undefined ? { split, seeds, perKind, shape, poison } : { sets: set }),
    detectors: Object.fromEntries(measurements),
  });
