import "./quiet-sdk.ts";
import { CommandError } from "../lib/cli/command-error.ts";
import { tell } from "../lib/cli/run-cli.ts";

/**
 * Runs a script to its end. What a person can mend is said in plain words, with the next step; anything else is a bug
 * of ours and shows its stack.
 */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = tell(asWrongArgument(error), { stderr: console.error });
  }
}

/** What node:util's parseArgs throws for an argument that it does not know is the caller's mistake. */
const asWrongArgument = (error: unknown): unknown =>
  error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_")
    ? new CommandError("usage", error.message, "The options are in the README, under Deploy.")
    : error;
