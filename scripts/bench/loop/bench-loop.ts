import pc from "picocolors";
import { aroundTables, renewTables } from "../detect/render-markdown.ts";
import { renderTerminal } from "../detect/render-terminal.ts";
import { roundedJson } from "../detect/rounded-json.ts";
import { loopReport } from "./loop-report.ts";
import { loopTables } from "./loop-tables.ts";
import { measureSuite } from "./measure-suite.ts";
import type { LoopOptions } from "./options.ts";

const MARK = "bench:loop";

/**
 * The guard and what people use in its place, over the suite.
 * @returns the exit code
 * @throws {CommandError} for a file without marks
 */
export async function benchLoop(options: LoopOptions, scenarioNames: readonly string[]): Promise<number> {
  const { seed, policies, json, markdown, only = scenarioNames } = options;
  // Mistakes are told before the minutes of playing, not after.
  if (markdown !== undefined) aroundTables(markdown, MARK);
  let played = 0;
  const suite = await measureSuite(only, seed, policies, (name) => {
    played += 1;
    console.error(`${played} of ${only.length} played: ${name}`);
  });
  const tables = loopTables(suite.outcomes, policies);
  if (markdown !== undefined) renewTables(markdown, tables, MARK);
  else if (json) console.log(roundedJson(loopReport(seed, policies, suite)));
  else console.log(renderTerminal(tables, pc));
  for (const name of suite.unplayed) console.error(`${name} could not be played`);
  return suite.unplayed.length === 0 ? 0 : 1;
}
