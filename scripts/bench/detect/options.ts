import { Command, InvalidArgumentError, Option } from "commander";
import { wholeNumber } from "../../whole-number.ts";
import { DETECTORS } from "./detectors.ts";
import { COURSES, type Course } from "./generate/excess-course.ts";
import type { Split } from "./generate/synthetic-series.ts";

export type BenchOptions = {
  /** How long a tick takes, in place of what is detected. */
  readonly speed: boolean;
  /** Scenes of the simulated account, in place of series of counts. */
  readonly simulated: boolean;
  readonly seeds: readonly number[];
  readonly perKind: number;
  readonly shape: Course;
  /** Days; 0: no attack in the history. */
  readonly poison: number;
  readonly split: Split;
  /** Directories to score instead of generated items. */
  readonly set?: readonly string[];
  readonly detectors: readonly string[];
  readonly json: boolean;
  /** File whose tables are to be renewed. */
  readonly markdown?: string;
};

const EXAMPLE = `
Attacks and harmless events are put into recorded and made-up series, two weeks of history and one day each; every
detector judges all of them, row by row, and is scored against what was put in. docs/benchmarks.md says how.

Detectors: ${Object.keys(DETECTORS).join(", ")}

Example:
  $ npm run bench:detect -- --seeds 1,2 --detectors hmad,hw
  detector                    recall  precision  false alarms / week  ...
  hour-of-week median + MAD     0.98       0.14                31.98  ...
  Holt-Winters, Brutlag band    0.96       0.14                25.19  ...
  $ npm run -s bench:detect -- --shape burst --json > burst.json
  $ npm run bench:detect -- --simulated --seeds 1,2,3

Exit codes: 0 measured, 1 a detector used rows that come later or failed, 2 usage.`;

/** @throws {CommanderError} on `--help` and on wrong options; its `exitCode` says which */
export function parseBenchOptions(argv: readonly string[]): BenchOptions {
  return new Command("bench:detect")
    .description("Compares detectors of upward spikes on labelled series, side by side.")
    .addOption(
      new Option(
        "--simulated",
        "play scenes of the simulated account in which more than counts changes, instead",
      )
        .default(false)
        .conflicts("speed"),
    )
    .option("--speed", "measure how long a tick over 100 to 100,000 functions takes, instead", false)
    .option("--seeds <numbers>", "one set of items for each", wholeNumbers, [1, 2])
    .option("--per-kind <number>", "items of each kind in a set", wholeNumber(1, 100), 6)
    .addOption(new Option("--shape <shape>", "course of the attacks").choices(COURSES).default("flat"))
    .option("--poison <days>", "the same attack so many days earlier, too", wholeNumber(0, 13), 0)
    .addOption(
      new Option("--split <split>", "held-out: functions that nobody develops on; look once")
        .choices(["development", "held-out"])
        .default("development"),
    )
    .option("--set <directories...>", "score these, written by the reference generator, instead")
    .option("--detectors <names>", "which, separated by commas", detectorNames, Object.keys(DETECTORS))
    .option("--json", "one JSON object on standard output; progress goes to standard error", false)
    .addOption(
      new Option("--markdown <file>", "put the tables between the marks of this file instead").conflicts([
        "json",
        "set",
      ]),
    )
    .addHelpText("after", EXAMPLE)
    .exitOverride()
    .parse(argv, { from: "user" })
    .opts<BenchOptions>();
}

const wholeNumbers = (text: string): number[] => text.split(",").map(wholeNumber(0, 1_000_000));

function detectorNames(text: string): string[] {
  const names = text.split(",");
  const unknown = names.filter((name) => DETECTORS[name] === undefined);
  if (unknown.length > 0)
    throw new InvalidArgumentError(`${unknown.join(", ")}: one of ${Object.keys(DETECTORS).join(", ")}.`);
  return names;
}
