import { Command } from "commander";
import { wholeNumber } from "../whole-number.ts";

export type DemoOptions = {
  readonly seed: number;
  /** Simulated minutes per second at most; absent: as fast as it goes. */
  readonly speed?: number;
  readonly json: boolean;
};

const EXAMPLE = `
The day holds a flood on a public function URL, a retry storm on a queue and an S3 write loop, and beside them a launch, a
batch job and a slower deploy, which must be left alone. Nothing is deployed and no AWS account is touched.

Example:
  $ npm run demo -- --seed 2
  03:09  share-preview        ATTACK BEGINS  flood on its public URL
  03:12  share-preview        CAPPED         reserved concurrency 17 (before: no reserved concurrency)
  ...
  $ npm run -s demo -- --json > day.json

Exit codes: 0 the guard did its job, 1 it did not (false trip, missed attack, lost event or inexact restore), 2 usage.`;

/** @throws {CommanderError} on `--help` and on wrong options; its `exitCode` says which */
export function parseDemoOptions(argv: readonly string[]): DemoOptions {
  const command = new Command("demo")
    .description(
      "Plays two weeks of recorded traffic and one day with three attacks against the built guard.",
    )
    .option("--seed <number>", "another sample of the same day", wholeNumber(0, 1_000_000), 1)
    .option(
      "--speed <minutes>",
      "simulated minutes per second at most, to watch it happen",
      wholeNumber(1, 100_000),
    )
    .option("--json", "one JSON object on standard output; progress goes to standard error", false)
    .addHelpText("after", EXAMPLE)
    .exitOverride();
  return command.parse(argv, { from: "user" }).opts<DemoOptions>();
}
