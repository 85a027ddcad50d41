import { CommanderError } from "commander";
import { benchSeries } from "./bench/detect/bench-series.ts";
import { parseBenchOptions } from "./bench/detect/options.ts";
import { runScript } from "./run-script.ts";

await runScript(async () => {
  try {
    return await benchSeries(parseBenchOptions(process.argv.slice(2)));
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
});
