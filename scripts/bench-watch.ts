import { CommanderError } from "commander";
import { benchWatch } from "./bench/watch/bench-watch.ts";
import { parseWatchOptions } from "./bench/watch/options.ts";
import { runScript } from "./run-script.ts";

await runScript(async () => {
  try {
    return await benchWatch(parseWatchOptions(process.argv.slice(2)));
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
});
