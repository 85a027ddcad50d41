import { Command, Option } from "commander";
import { wholeNumber } from "../../whole-number.ts";

export type WatchBenchOptions = {
  readonly seed: number;
  /** How many functions; one case each. */
  readonly functions: readonly number[];
  /** Attacks in each case; absent: as many as the size of the case lets one wait for. */
  readonly attacks?: number;
  /** Ticks over HTTP in place of the contest, besides it, or not at all. */
  readonly tick: "only" | "also" | "no";
  readonly json: boolean;
  /** File whose tables are to be renewed. */
  readonly markdown?: string;
};

export const DEFAULT_FUNCTIONS = [10, 100, 1_000, 10_000, 100_000];
const MOST_FUNCTIONS = 100_000;

const EXAMPLE = `
A made-up fleet is watched by Overcurrent and by what people use in its place, on quiet days and under attack.
docs/benchmarks.md says what is made up and how it is scored.

Example:
  $ npm run bench:watch -- --functions 100,1000 --attacks 15
  $ npm run bench:watch -- --tick only
  $ npm run -s bench:watch -- --json > watch.json
  $ npm run bench:watch -- --markdown docs/benchmarks.md

Exit codes: 0 measured, 1 a case could not be measured, 2 usage.`;

/** @throws {CommanderError} on `--help` and on wrong options; its `exitCode` says which */
export function parseWatchOptions(argv: readonly string[]): WatchBenchOptions {
  return new Command("bench:watch")
    .description(
      "What watching costs, and how soon an attack is seen, from ten to a hundred thousand functions.",
    )
    .option("--functions <numbers>", "how many, separated by commas", sizes, DEFAULT_FUNCTIONS)
    .option("--seed <number>", "another sample of the same fleet and attacks", wholeNumber(0, 1_000_000), 1)
    .option("--attacks <number>", "attacks in each case", wholeNumber(0, 1_000))
    .addOption(
      new Option("--tick <how>", "ticks over HTTP against the simulated account")
        .choices(["only", "also", "no"])
        .default("also"),
    )
    .option("--json", "one JSON object on standard output; progress goes to standard error", false)
    .addOption(
      new Option("--markdown <file>", "put the tables between the marks of this file instead").conflicts(
        "json",
      ),
    )
    .addHelpText("after", EXAMPLE)
    .exitOverride()
    .parse(argv, { from: "user" })
    .opts<WatchBenchOptions>();
}

const sizes = (text: string): number[] => text.split(",").map(wholeNumber(1, MOST_FUNCTIONS));
