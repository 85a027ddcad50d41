import { GuardError } from "../lib/domain/errors.ts";

/**
 * Runs a script to its end. What a person can mend (GuardError) is said in its own words; anything else is a bug of
 * ours and shows its stack.
 */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof GuardError ? `${error.name}: ${error.message}` : error);
    process.exitCode = 1;
  }
}
