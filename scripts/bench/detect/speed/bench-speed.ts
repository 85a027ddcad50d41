import pc from "picocolors";
import type { BenchOptions } from "../options.ts";
import { aroundTables, renewTables } from "../render-markdown.ts";
import { renderTerminal } from "../render-terminal.ts";
import { roundedJson } from "../rounded-json.ts";
import { measureSpeed } from "./measure-speed.ts";
import { speedTables } from "./speed-tables.ts";

const SIZES = [100, 1_000, 10_000, 100_000];
const MARK = "bench:detect speed";

/** How long a tick takes, and how that grows. @returns the exit code */
export async function benchSpeed({ json, markdown }: BenchOptions): Promise<number> {
  if (markdown !== undefined) aroundTables(markdown, MARK);
  const measurement = await measureSpeed(SIZES, (functions) =>
    process.stderr.write(`looked at ${functions.toLocaleString("en-US")} functions\n`),
  );
  const tables = speedTables(measurement);
  if (markdown !== undefined) renewTables(markdown, tables, MARK);
  else if (json) console.log(roundedJson(measurement));
  else console.log(renderTerminal(tables, pc));
  return 0;
}
