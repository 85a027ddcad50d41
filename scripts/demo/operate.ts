import { accountHistory } from "../../lib/aws/account-history.ts";
import { operatorAccount } from "../../lib/aws/operator-account.ts";
import { files } from "../../lib/cli/files.ts";
import { showProgress } from "../../lib/cli/progress.ts";
import { runCli } from "../../lib/cli/run-cli.ts";

/**
 * What a person does: the `overcurrent` command, signed with the operator's key, against the guard's API.
 * @throws {Error} when the command does not succeed; the day goes on for nobody then
 */
export async function operate(apiUrl: string, argv: readonly string[]): Promise<void> {
  const messages: string[] = [];
  const region = process.env.AWS_REGION;
  const code = await runCli(["--url", apiUrl, ...argv], {
    stdout: (text) => void messages.push(text),
    stderr: (text) => void messages.push(text),
    environment: { noColor: true, ...(region !== undefined && { region }) },
    isTTY: false,
    askLine: async () => "",
    fetch,
    clock: () => Date.now(),
    openAccount: async (wanted) => operatorAccount(wanted),
    openHistory: async (wanted) => ({ clock: Date.now, ...accountHistory(wanted, Date.now) }),
    files,
    showProgress,
  });
  if (code !== 0)
    throw new Error(`overcurrent ${argv.join(" ")} ended with ${code}:\n${messages.join("\n")}`);
}
