import pc from "picocolors";
import type { BenchOptions } from "../options.ts";
import { aroundTables, renewTables } from "../render-markdown.ts";
import { renderTerminal } from "../render-terminal.ts";
import { roundedJson } from "../rounded-json.ts";
import { showBenchProgress } from "../show-progress.ts";
import { measureSimulated, type SeedOutcome } from "./measure-simulated.ts";
import { simulatedTables } from "./simulated-tables.ts";
import { attacksOf, benignOf, scoreOf } from "./sum-up.ts";
import { WATCHERS } from "./watcher.ts";

const MARK = "bench:detect simulated";

/** The guard and ordinary alarms on labelled scenes of the simulated account. @returns the exit code */
export async function benchSimulated({ seeds, json, markdown }: BenchOptions): Promise<number> {
  if (markdown !== undefined) aroundTables(markdown, MARK);
  const progress = showBenchProgress(seeds.length, process.stderr.isTTY && !json);
  const onPlayed = (seed: number, ratio: number): void => progress.judged(`seed ${seed}`, ratio);
  const outcomes = await measureSimulated(seeds, onPlayed).finally(progress.stop);
  const tables = simulatedTables(outcomes);
  if (markdown !== undefined) renewTables(markdown, tables, MARK);
  else if (json) console.log(roundedJson({ seeds, watchers: scoresOf(outcomes), scenes: outcomes }));
  else console.log(renderTerminal(tables, pc));
  return 0;
}

const scoresOf = (outcomes: readonly SeedOutcome[]) =>
  Object.fromEntries(
    WATCHERS.map((watcher) => [
      watcher,
      {
        attacks: scoreOf(attacksOf(outcomes), watcher),
        harmless: scoreOf(benignOf(outcomes), watcher),
      },
    ]),
  );
