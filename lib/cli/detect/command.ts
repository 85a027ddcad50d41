import { type Command, Option } from "commander";
import pc from "picocolors";
import { judgeCounts } from "../../app/judge-counts.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import { judgedRowLine } from "./judged-row-line.ts";
import { showAlarms } from "./show-alarms.ts";

type DetectOptions = { readonly input: string; readonly format: "text" | "jsonl" };

const HELP = `
Each row is judged by itself and earlier rows alone. What is normal is learned anew at each midnight UTC from the two weeks
before; the first day is learned, not judged. No money is involved: "overcurrent backtest" weighs alarms in dollars.

Examples:
  overcurrent detect --input checkout.csv
  overcurrent detect --input checkout.csv --format jsonl | grep '"anomalous":true'
  zcat checkout.csv.gz | overcurrent detect --input - --format jsonl`;

/** `overcurrent detect`: judges a file of counts row by row. */
export function addDetectCommand(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command("detect")
    .description("judge a series of counts row by row: what would have alarmed, and how surely")
    .requiredOption("--input <file>", "CSV timestamp,value in steps of 60 or 300 s; - reads standard input")
    .addOption(
      new Option("--format <name>", "a table of the alarms, or one JSON object per row")
        .choices(["text", "jsonl"])
        .default("text"),
    )
    .addHelpText("after", HELP)
    .action(({ input, format }: DetectOptions) => {
      const rows = judgeCounts(io.files.read(input), input === "-" ? "standard input" : input);
      const colors = pc.createColors(io.isTTY && !io.environment.noColor);
      io.stdout(format === "jsonl" ? rows.map(judgedRowLine).join("\n") : showAlarms(rows, colors));
      done(EXIT.ok);
    });
}
