import { CommanderError } from "commander";
import { benchSeries } from "./bench/detect/bench-series.ts";
import { parseBenchOptions } from "./bench/detect/options.ts";
import { benchSimulated } from "./bench/detect/simulated/bench-simulated.ts";
import { benchSpeed } from "./bench/detect/speed/bench-speed.ts";
import { runScript } from "./run-script.ts";

await runScript(async () => {
  try {
    const options = parseBenchOptions(process.argv.slice(2));
    const bench = options.speed ? benchSpeed : options.simulated ? benchSimulated : benchSeries;
    return await bench(options);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
});
