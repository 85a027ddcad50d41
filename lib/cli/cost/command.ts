import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import pc from "picocolors";
import { costEstimate } from "../../app/cost-estimate.ts";
import { policyFileSchema } from "../../policy/schema.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import { type CommonOptions, print } from "../open-api.ts";
import { wholeNumber } from "../whole-number.ts";
import { showCost } from "./show-cost.ts";

const MOST_FUNCTIONS = 100_000;
const MOST_REGIONS = 40;
const MOST_ACCOUNTS = 500;

/** What the policy says when it says nothing. */
const BY_DEFAULT = policyFileSchema.parse({}).guardBill;

const HELP = `
Asks nobody: it reckons with a typical fleet, at list price (us-east-1) without the free requests of CloudWatch. Once the guard
runs, \`overcurrent status\` shows what it has really cost.

Example:
  $ overcurrent cost --functions 100
  A guard of 100 functions would cost about $1.80 a month, limit $5.00.
`;

type Options = CommonOptions & {
  readonly functions: number;
  readonly limit: number;
  readonly regions: number;
  readonly accounts: number;
};

/** `overcurrent cost`: what a guard would cost, before it is deployed. */
export function addCostCommand(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command("cost")
    .description("what a guard would cost in a month and what that buys, before it is deployed")
    .requiredOption("--functions <count>", "functions in all of them together", wholeNumber(MOST_FUNCTIONS))
    .option("--limit <usd>", "limit of the guard's own bill", limitUsd, BY_DEFAULT.limitUsdPerMonth)
    .option(
      "--regions <count>",
      "regions of each account in which something runs",
      wholeNumber(MOST_REGIONS),
      1,
    )
    .option("--accounts <count>", "accounts", wholeNumber(MOST_ACCOUNTS), 1)
    .addHelpText("after", HELP)
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { functions, limit, regions, accounts } = options;
      const estimate = costEstimate(
        { functions, targets: regions * accounts },
        { ...BY_DEFAULT, limitUsdPerMonth: limit },
      );
      const colors = pc.createColors(io.isTTY && !io.environment.noColor);
      print(options, io, estimate, () => showCost(estimate, colors));
      done(EXIT.ok);
    });
}

function limitUsd(text: string): number {
  const parsed = policyFileSchema.shape.guardBill.safeParse({ limitUsdPerMonth: Number(text) });
  if (!parsed.success) throw new InvalidArgumentError("Give USD a month, 1 to 10000.");
  return parsed.data.limitUsdPerMonth;
}
