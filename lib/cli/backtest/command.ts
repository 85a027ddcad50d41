import { type Command, Option } from "commander";
import pc from "picocolors";
import { replayHistory } from "../../app/replay-history.ts";
import { TRIGGER_CHOICES } from "../../backtest/csv/trigger-choice.ts";
import type { Backtest } from "../../backtest/report.ts";
import { DAY_MS } from "../../domain/time.ts";
import { parsePolicy } from "../../policy/parse-policy.ts";
import { backtestPage } from "../../report/page.ts";
import { CommandError } from "../command-error.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import { backtestJson } from "./backtest-json.ts";
import { BACKTEST_HELP } from "./help.ts";
import { type BacktestOptions, parseLearnDays, parseMemory, parseRunMs, parseUntil } from "./options.ts";
import { readAccount } from "./read-account.ts";
import { readFiles } from "./read-files.ts";
import { showBacktest } from "./show-backtest.ts";

/** `overcurrent backtest`: what the guard would have done about recorded history. */
export function addBacktestCommand(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command("backtest")
    .argument("[paths...]", "CSV files timestamp,value, or a directory of them")
    .description(
      "replay history: what would have alarmed and been stopped, what that saves, which settings fit",
    )
    .option("--account", "read the account's own history from CloudWatch instead of files (read-only)", false)
    .option("--function <glob>", "only functions whose name matches, with --account", "*")
    .option(
      "--until <time>",
      "end of the account's history, such as 2026-11-10T00:00Z (default: now)",
      parseUntil,
    )
    .option("--yes", "pay for reading the account's history without asking", false)
    .option("--policy <file>", "the policy to replay (default: the empty policy, which observes)")
    .option("--learn-days <days>", "days at the beginning that are only learned from", parseLearnDays, 8)
    .option("--duration-ms <ms>", "length of a run, for files without a column durationMs", parseRunMs, 200)
    .option("--memory-mb <mb>", "memory of a file's function", parseMemory, 512)
    .addOption(
      new Option("--architecture <name>", "architecture of a file's function")
        .choices(["arm64", "x86_64"])
        .default("arm64"),
    )
    .addOption(
      new Option("--trigger <kind>", "what calls a file's function")
        .choices([...TRIGGER_CHOICES])
        .default("unknown"),
    )
    .option("--html <file>", "write a page with a plot of each incident")
    .addHelpText("after", BACKTEST_HELP)
    .action(async (paths: string[], _options, command: Command) => {
      done(await runBacktest(paths, command.optsWithGlobals<BacktestOptions>(), io));
    });
}

async function runBacktest(paths: readonly string[], options: BacktestOptions, io: CliIo): Promise<ExitCode> {
  if (options.account === paths.length > 0)
    throw new CommandError(
      "usage",
      options.account ? "Files and --account exclude each other." : "There is nothing to replay.",
      "Give CSV files, a directory of them, or --account.",
    );
  const policy = parsePolicy(
    options.policy === undefined ? "" : io.files.read(options.policy),
    options.policy ?? "",
  );
  const source = options.account ? await readAccount(options, io) : readFiles(paths, options, io);
  if (source === "not-confirmed") return EXIT.wouldAct;

  const progress = io.showProgress("replaying");
  let result: Backtest;
  try {
    const { learnDays } = options;
    result = replayHistory({ ...source, learnDays, policy, onProgress: progress.update });
  } finally {
    progress.stop();
  }
  if (result.functions.length === 0) throw tooShort(result);
  const now = io.clock();
  if (options.html !== undefined) {
    io.files.write(options.html, backtestPage(result, { title: source.title, madeAtMs: now }));
    io.stderr(`Wrote ${options.html}.`);
  }
  const colors = pc.createColors(io.isTTY && !io.environment.noColor);
  io.stdout(
    options.json
      ? JSON.stringify(backtestJson(result), undefined, 2)
      : showBacktest(result, source.title, colors),
  );
  return EXIT.ok;
}

function tooShort({ tooShort: [first], learnDays }: Backtest): CommandError {
  const days = first === undefined ? 0 : (first.untilMs - first.recordedFromMs) / DAY_MS;
  return new CommandError(
    "history-too-short",
    `Nothing could be judged: the first ${learnDays} days are only learned from, and the history has ${days.toFixed(1)} days.`,
    "Give a longer history, or --learn-days 3: with less to learn from, more ordinary things look odd.",
  );
}
