import { Command, InvalidArgumentError, Option } from "commander";
import { wholeNumber } from "../../whole-number.ts";
import { POLICY_NAMES, type PolicyName } from "./policies/all-policies.ts";

export type LoopOptions = {
  readonly seed: number;
  /** Scenarios to play; absent: all. */
  readonly only?: readonly string[];
  readonly policies: readonly PolicyName[];
  readonly json: boolean;
  /** File whose tables are to be renewed. */
  readonly markdown?: string;
};

const EXAMPLE = `
Every scenario is played once for each policy, in a simulated account with the same traffic. docs/benchmarks.md says what
the policies do and how they are scored.

Policies: ${POLICY_NAMES.join(", ")}

Example:
  $ npm run bench:loop -- --only flood-of-10-gb --policies static-alarm-auto,overcurrent
  policy           stopped  minutes to detect  minutes to stop  USD burned  ...  events lost  restored
  10x alarm stops   1 of 1                  5                5       $1.40  ...          475    0 of 1
  Overcurrent       1 of 1                  3                4       $1.17  ...            0    1 of 1
  $ npm run -s bench:loop -- --json > loop.json
  $ npm run bench:loop -- --markdown docs/benchmarks.md

Exit codes: 0 played, 1 a scenario could not be played, 2 usage.`;

/** @throws {CommanderError} on `--help` and on wrong options; its `exitCode` says which */
export function parseLoopOptions(argv: readonly string[], scenarioNames: readonly string[]): LoopOptions {
  return new Command("bench:loop")
    .description(
      "Plays attacks and harmless days through the whole guard and through what people use in its place.",
    )
    .option("--seed <number>", "another sample of the same scenarios", wholeNumber(0, MOST), 1)
    .option("--only <names>", "scenarios, separated by commas", namesAmong(scenarioNames))
    .option("--policies <names>", "which, separated by commas", namesAmong(POLICY_NAMES), [...POLICY_NAMES])
    .option("--json", "one JSON object on standard output; progress goes to standard error", false)
    .addOption(
      new Option("--markdown <file>", "put the tables between the marks of this file instead").conflicts(
        "json",
      ),
    )
    .addHelpText("after", `${EXAMPLE}\n\nScenarios: ${scenarioNames.join(", ")}`)
    .exitOverride()
    .parse(argv, { from: "user" })
    .opts<LoopOptions>();
}

const MOST = 1_000_000;

const namesAmong =
  (known: readonly string[]) =>
  (text: string): string[] => {
    const names = text.split(",");
    const unknown = names.filter((name) => !known.includes(name));
    if (unknown.length > 0)
      throw new InvalidArgumentError(`${unknown.join(", ")}: one of ${known.join(", ")}.`);
    return names;
  };
