import { CommanderError } from "commander";
import { benchLoop } from "./bench/loop/bench-loop.ts";
import { parseLoopOptions } from "./bench/loop/options.ts";
import { loopScenarios } from "./bench/loop/scenarios/index.ts";
import { runScript } from "./run-script.ts";

await runScript(async () => {
  try {
    // What a scenario is called does not depend on the seed.
    const names = loopScenarios(1).map(({ name }) => name);
    return await benchLoop(parseLoopOptions(process.argv.slice(2), names), names);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
});
