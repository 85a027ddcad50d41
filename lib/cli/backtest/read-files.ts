import { basename, join } from "node:path";
import { recordedFromCsv } from "../../backtest/csv/recorded-from-csv.ts";
import type { Catalogue } from "../../domain/function-profile.ts";
import { CommandError } from "../command-error.ts";
import type { CliIo } from "../io.ts";
import type { BacktestOptions } from "./options.ts";
import type { BacktestSource } from "./source.ts";

const EXTENSION = ".csv";
/** Most regions share their prices with it. */
const USUAL_REGION = "us-east-1";

/** AWS's usual quota. */
const LIMITS = { concurrentExecutions: 1_000, unreservedConcurrentExecutions: 1_000 };

/**
 * One function per file, named after it; a directory stands for the files in it.
 * @throws {CommandError} when a path cannot be read, holds no CSV file, or two files have the same name
 * @throws {ConfigInvalidError} when a file is no series
 */
export function readFiles(
  paths: readonly string[],
  { durationMs, memoryMb, architecture, trigger, region = USUAL_REGION }: BacktestOptions,
  { files }: Pick<CliIo, "files">,
): BacktestSource {
  const found = paths.flatMap((path) => filesIn(path, files));
  const nameOf = (path: string): string => basename(path, EXTENSION);
  const names = found.map(nameOf);
  const doubled = names.find((name, index) => names.indexOf(name) !== index);
  if (doubled !== undefined)
    throw new CommandError(
      "usage",
      `Two files are called ${doubled}.`,
      "Rename one: files stand for functions.",
    );
  const terms = { runMs: durationMs, memoryMb, architecture, trigger };
  const recorded = found.map((path) => recordedFromCsv(files.read(path), path, nameOf(path), terms));
  const catalogue: Catalogue = {
    takenAtMs: 0,
    accountId: "000000000000",
    region,
    limits: LIMITS,
    functions: recorded.map(({ profile }) => profile),
    unanswered: [],
  };
  const [first = ""] = found;
  return {
    recorded,
    catalogue,
    title:
      found.length === 1
        ? basename(first)
        : `${found.length} files of ${paths.map((path) => basename(path)).join(", ")}`,
  };
}

function filesIn(path: string, files: CliIo["files"]): readonly string[] {
  const names = files.list(path);
  if (names === undefined) return [path];
  const series = names.filter((name) => name.endsWith(EXTENSION));
  if (series.length === 0)
    throw new CommandError(
      "usage",
      `${path} holds no file *${EXTENSION}.`,
      "Give a directory of series, one function each.",
    );
  return series.map((name) => join(path, name));
}
