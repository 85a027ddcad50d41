import { CommanderError } from "commander";
import { CloudCallError, ConfigInvalidError, GuardError } from "../domain/errors.ts";
import { CommandError } from "./command-error.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { CliIo } from "./io.ts";
import { createProgram } from "./program.ts";

/**
 * Runs one command.
 * @param argv what follows the name of the program
 * @returns the exit code, see exit-codes.ts; faults are told on stderr and never thrown
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = createProgram(io, (told) => {
    code = told;
  });
  const output = {
    writeOut: (text: string) => io.stdout(text.trimEnd()),
    writeErr: (text: string) => io.stderr(text.trimEnd()),
  };
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput(output).showHelpAfterError("(--help shows how it is used)");
  try {
    await program.parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    return tell(error, io);
  }
}

/** What went wrong and what the operator can do about it. */
export function tell(error: unknown, { stderr }: Pick<CliIo, "stderr">): ExitCode {
  // Commander has told it already; asking for help is no mistake.
  if (error instanceof CommanderError)
    return error.exitCode === 0 && error.code !== "commander.help" ? EXIT.ok : EXIT.usage;
  if (!(error instanceof GuardError)) {
    stderr(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return EXIT.fault;
  }
  stderr(error.message);
  const next = nextStep(error);
  if (next !== undefined) stderr(next);
  return error instanceof ConfigInvalidError || error.code === "usage" ? EXIT.usage : EXIT.fault;
}

function nextStep(error: GuardError): string | undefined {
  if (error instanceof CommandError) return error.next;
  if (!(error instanceof CloudCallError)) return undefined;
  switch (error.operation) {
    case "credentials":
      return "Sign in (for example `aws sso login`) or set AWS_PROFILE, then try again.";
    case "region":
      return "Give --region or set AWS_REGION.";
    default:
      return `Give --url, or allow ${error.operation} to your user or role.`;
  }
}
