import { Command, InvalidArgumentError } from "commander";
import pc from "picocolors";
import { type OperatorOrder, ORDER_EXPIRY_MINUTES } from "../app/operator-commands.ts";
import { type ApiClient, apiClient } from "./api-client.ts";
import { addBacktestCommand } from "./backtest/command.ts";
import { addDetectCommand } from "./detect/command.ts";
import { parseDurationMinutes } from "./duration.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { findApi, type TargetOptions } from "./find-api.ts";
import { giveOrder } from "./give-order.ts";
import { HELP_AFTER_COMMANDS } from "./help-text.ts";
import type { CliIo } from "./io.ts";
import { showIncidents } from "./show-incidents.ts";
import { showStatus } from "./show-status.ts";

type CommonOptions = TargetOptions & { readonly json: boolean };
type OrderOptions = CommonOptions & {
  readonly yes: boolean;
  readonly reason: string;
  readonly expires?: number;
};

const ORDERS: readonly { verb: OperatorOrder["verb"]; expires: string | undefined; summary: string }[] = [
  {
    verb: "kill",
    expires: "4h",
    summary: "brake a function now and keep it braked, also in observe mode",
  },
  {
    verb: "restore",
    expires: undefined,
    summary: "put everything back as it was; the guard leaves this incident alone",
  },
  {
    verb: "hold",
    expires: "1d",
    summary: "keep it as it is: hands off a running function, no probes of a tripped one",
  },
  { verb: "release", expires: undefined, summary: "give a killed or held function back to the guard" },
];

/** The command line with all its commands; `done` is told the exit code of the one that ran. */
export function createProgram(io: CliIo, done: (code: ExitCode) => void): Command {
  const colors = pc.createColors(io.isTTY && !io.environment.noColor);
  const openApi = async (options: CommonOptions): Promise<ApiClient> =>
    apiClient(await findApi(options, io), io.fetch);

  const program = new Command("overcurrent")
    .description("Sees what the guard of your Lambda functions does, and takes the wheel.")
    .option("--url <url>", "address of the guard's API")
    .option("--stage <stage>", "stage the guard was deployed to", "prod")
    .option("--region <region>", "AWS region (default: as the AWS tools find it)")
    .option("--json", "print the API's answer as JSON", false)
    .addHelpText("after", HELP_AFTER_COMMANDS);

  const print = (options: CommonOptions, answer: object, text: () => string): void =>
    io.stdout(options.json ? JSON.stringify(answer, undefined, 2) : text());

  program
    .command("status")
    .description("what is tripped or held, open incidents, what the guard knows")
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      const report = await (await openApi(options)).status();
      print(options, report, () => showStatus(report, io.clock(), colors));
      done(EXIT.ok);
    });

  program
    .command("incidents")
    .description("open incidents and the last resolved ones")
    .option("--limit <count>", "how many resolved ones, 1 to 100", parseLimit, 20)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { readonly limit: number }>();
      const incidents = await (await openApi(options)).incidents(options.limit);
      print(options, incidents, () => showIncidents(incidents, io.clock(), colors));
      done(EXIT.ok);
    });

  for (const { verb, expires, summary } of ORDERS) {
    const order = program
      .command(verb)
      .argument("<function>", "name of the function")
      .description(summary)
      .requiredOption("--reason <text>", "why; kept in the ledger", parseReason)
      .option("--yes", "do it without asking", false)
      .action(async (functionName: string, _options, command: Command) => {
        const options = command.optsWithGlobals<OrderOptions>();
        const { reason, expires: expiresInMinutes } = options;
        const wanted = {
          verb,
          functionName,
          reason,
          ...(expiresInMinutes !== undefined && { expiresInMinutes }),
        };
        done(await giveOrder(wanted, options, await openApi(options), io));
      });
    if (expires !== undefined)
      order.option("--expires <duration>", `such as 30m, 4h or 2d (default: ${expires})`, parseExpiry);
  }
  addBacktestCommand(program, io, done);
  addDetectCommand(program, io, done);
  return program;
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new InvalidArgumentError("Give a whole number from 1 to 100.");
  return limit;
}

function parseReason(text: string): string {
  const { length } = text.trim();
  if (length < 3 || length > 500) throw new InvalidArgumentError("Say why in 3 to 500 characters.");
  return text.trim();
}

function parseExpiry(text: string): number {
  const { least, most } = ORDER_EXPIRY_MINUTES;
  const minutes = parseDurationMinutes(text);
  if (minutes === undefined || minutes < least || minutes > most)
    throw new InvalidArgumentError(`Give ${least}m to ${most / 1_440}d, such as 30m, 4h or 2d.`);
  return minutes;
}
