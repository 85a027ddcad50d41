import pc from "picocolors";
import type { BenchOptions } from "../options.ts";
import { aroundTables, renewTables } from "../render-markdown.ts";
import { renderTerminal } from "../render-terminal.ts";
import { roundedJson } from "../rounded-json.ts";
import { showBenchProgress } from "../show-progress.ts";
import { measureSimulated } from "./measure-simulated.ts";
import { simulatedTables } from "./simulated-tables.ts";

const MARK = "bench:detect simulated";

/** The guard and ordinary alarms on labelled scenes of the simulated account. @returns the exit code */
export async function benchSimulated({ seeds, json, markdown }: BenchOptions): Promise<number> {
  if (markdown !== undefined) aroundTables(markdown, MARK);
  const progress = showBenchProgress(seeds.length, process.stderr.isTTY && !json);
  const onPlayed = (seed: number, ratio: number): void => progress.judged(`seed ${seed}`, ratio);
  const outcomes = await measureSimulated(seeds, onPlayed).finally(progress.stop);
  const tables = simulatedTables(outcomes);
  if (markdown !== undefined) renewTables(markdown, tables, MARK);
  else if (json) console.log(roundedJson({ seeds, scenes: outcomes }));
  else console.log(renderTerminal(tables, pc));
  return 0;
}
