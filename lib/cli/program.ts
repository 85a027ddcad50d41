import { Command } from "commander";
import pc from "picocolors";
import { addBacktestCommand } from "./backtest/command.ts";
import { addCostCommand } from "./cost/command.ts";
import { addDetectCommand } from "./detect/command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { HELP_AFTER_COMMANDS } from "./help-text.ts";
import type { CliIo } from "./io.ts";
import { type CommonOptions, openApi, print } from "./open-api.ts";
import { addOrderCommands } from "./orders/commands.ts";
import { addPlanCommand } from "./plan/command.ts";
import { addSavingsCommand } from "./savings/command.ts";
import { showIncidents } from "./show-incidents.ts";
import { showStatus } from "./show-status.ts";
import { addTargetsCommand } from "./targets/command.ts";
import { wholeNumber } from "./whole-number.ts";

/** The command line with all its commands; `done` is told the exit code of the one that ran. */
export function createProgram(io: CliIo, done: (code: ExitCode) => void): Command {
  const colors = pc.createColors(io.isTTY && !io.environment.noColor);
  const program = new Command("overcurrent")
    .description("Sees what the guard of your Lambda functions does, and takes the wheel.")
    .option("--url <url>", "address of the guard's API")
    .option("--stage <stage>", "stage the guard was deployed to", "prod")
    .option("--region <region>", "AWS region (default: as the AWS tools find it)")
    .option("--target <account/region>", "another account or region that the guard looks after")
    .option("--json", "print the API's answer as JSON", false)
    .addHelpText("after", HELP_AFTER_COMMANDS);

  program
    .command("status")
    .description("what is tripped or held, open incidents, what the guard knows")
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      const report = await (await openApi(options, io)).status();
      print(options, io, report, () => showStatus(report, io.clock(), colors));
      done(EXIT.ok);
    });

  program
    .command("incidents")
    .description("open incidents and the last resolved ones")
    .option("--limit <count>", "how many resolved ones, 1 to 100", wholeNumber(100), 20)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { readonly limit: number }>();
      const incidents = await (await openApi(options, io)).incidents(options.limit);
      print(options, io, incidents, () => showIncidents(incidents, io.clock(), colors));
      done(EXIT.ok);
    });

  addTargetsCommand(program, io, done);
  addPlanCommand(program, io, done);
  addSavingsCommand(program, io, done);
  addOrderCommands(program, io, done);
  addBacktestCommand(program, io, done);
  addDetectCommand(program, io, done);
  addCostCommand(program, io, done);
  return program;
}
