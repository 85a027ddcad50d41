import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { CommandError } from "../../../lib/cli/command-error.ts";
import type { Split } from "./generate/synthetic-series.ts";
import type { BenchTable } from "./tables.ts";

const markOf = (split: Split) => ({
  begin: `<!-- bench:detect ${split} -->`,
  end: `<!-- /bench:detect ${split} -->`,
});

/**
 * Puts the tables between the marks of their split in a Markdown file and leaves all else of it alone.
 * @throws {CommandError} without marks
 */
export function renewTables(path: string, split: Split, tables: readonly BenchTable[]): void {
  const { before, after } = aroundTables(path, split);
  writeFileSync(path, `${before}\n\n${renderMarkdown(tables)}\n\n${after}`);
}

/** What stands before and after the tables of a split, marks included. @throws {CommandError} without marks */
export function aroundTables(
  path: string,
  split: Split,
): { readonly before: string; readonly after: string } {
  const mark = markOf(split);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const begin = text.indexOf(mark.begin);
  const end = text.indexOf(mark.end);
  if (begin < 0 || end < begin)
    throw new CommandError(
      "usage",
      `${path} has no marks for the tables.`,
      `Put ${mark.begin} and ${mark.end} into it.`,
    );
  return { before: text.slice(0, begin + mark.begin.length), after: text.slice(end) };
}

export const renderMarkdown = (tables: readonly BenchTable[]): string =>
  tables
    .map(({ title, head, rows }) =>
      [
        `${title}:`,
        "",
        line(head),
        line(head.map((_, index) => (index === 0 ? "---" : "---:"))),
        ...rows.map(line),
      ].join("\n"),
    )
    .join("\n\n");

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
