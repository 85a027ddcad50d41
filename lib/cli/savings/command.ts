import type { Command } from "commander";
import pc from "picocolors";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import { type CommonOptions, openApi, print } from "../open-api.ts";
import { wholeNumber } from "../whole-number.ts";
import { showSavings } from "./show-savings.ts";

const HELP = `
Example:
  $ overcurrent savings --days 14
  In the last 14 days enforce would have saved $14.75 and refused 1,204 rightful calls in 1 incident.
`;

/** `overcurrent savings`: what enforce mode would have saved and refused. */
export function addSavingsCommand(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command("savings")
    .description("what enforce mode would have saved and refused, and what was really tripped")
    .option("--days <days>", "how far to look back, 1 to 90", wholeNumber(90), 30)
    .addHelpText("after", HELP)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { readonly days: number }>();
      const report = await (await openApi(options, io)).savings(options.days);
      const colors = pc.createColors(io.isTTY && !io.environment.noColor);
      print(options, io, report, () => showSavings(report, colors));
      done(EXIT.ok);
    });
}
