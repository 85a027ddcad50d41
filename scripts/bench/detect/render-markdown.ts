import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { CommandError } from "../../../lib/cli/command-error.ts";
import type { BenchTable } from "./tables.ts";

/**
 * Puts the tables between `<!-- mark -->` and `<!-- /mark -->` in a Markdown file and leaves all else of it alone.
 * @throws {CommandError} without these marks
 */
export function renewTables(path: string, tables: readonly BenchTable[], mark: string): void {
  const { before, after } = aroundTables(path, mark);
  writeFileSync(path, `${before}\n\n${renderMarkdown(tables)}\n\n${after}`);
}

/** What stands before and after the tables, marks included. @throws {CommandError} without marks */
export function aroundTables(
  path: string,
  mark: string,
): { readonly before: string; readonly after: string } {
  const begin = `<!-- ${mark} -->`;
  const end = `<!-- /${mark} -->`;
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const beginAt = text.indexOf(begin);
  const endAt = text.indexOf(end);
  if (beginAt < 0 || endAt < beginAt)
    throw new CommandError(
      "usage",
      `${path} has no marks for the tables.`,
      `Put ${begin} and ${end} into it.`,
    );
  return { before: text.slice(0, beginAt + begin.length), after: text.slice(endAt) };
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
