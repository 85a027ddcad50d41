import { createInterface } from "node:readline/promises";
import { readOperatorEnvironment } from "../config/operator-environment.ts";
import { files } from "./files.ts";
import { showProgress } from "./progress.ts";
import { runCli, tell } from "./run-cli.ts";

const stderr = (text: string): void => void process.stderr.write(`${text}\n`);

async function askLine(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

// `overcurrent incidents | head` ends our reader before us; that is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

async function main(): Promise<void> {
  try {
    process.exitCode = await runCli(process.argv.slice(2), {
      stdout: (text) => void process.stdout.write(`${text}\n`),
      stderr,
      environment: readOperatorEnvironment(),
      isTTY: process.stdin.isTTY && process.stdout.isTTY,
      askLine,
      fetch,
      clock: Date.now,
      files,
      showProgress,
      openHistory: async (region) => ({
        clock: Date.now,
        ...(await import("../aws/account-history.ts")).accountHistory(region, Date.now),
      }),
      openAccount: async (region) => (await import("../aws/operator-account.ts")).operatorAccount(region),
    });
  } catch (error) {
    process.exitCode = tell(error, { stderr });
  }
}

void main();
