import { CommandError } from "../lib/cli/command-error.ts";
import { GuardError } from "../lib/domain/errors.ts";

/**
 * Runs a script to its end. What a person can mend is said in plain words; anything else is a bug of ours and shows
 * its stack.
 */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof GuardError || isWrongArgument(error)) console.error(error.message);
    else console.error(error);
    if (error instanceof CommandError) console.error(error.next);
    process.exitCode = 1;
  }
}

/** What node:util's parseArgs throws for an argument that it does not know. */
const isWrongArgument = (error: unknown): error is Error =>
  error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");
