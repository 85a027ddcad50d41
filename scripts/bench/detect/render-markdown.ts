import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { CommandError } from "../../../lib/cli/command-error.ts";
import type { BenchTable } from "./tables.ts";

const BEGIN = "<!-- bench:detect -->";
const END = "<!-- /bench:detect -->";

/** Puts the tables between the marks of a Markdown file and leaves all else of it alone. @throws {CommandError} without marks */
export function renewTables(path: string, tables: readonly BenchTable[]): void {
  const { before, after } = aroundTables(path);
  writeFileSync(path, `${before}\n\n${renderMarkdown(tables)}\n\n${after}`);
}

/** What stands before and after the tables of a Markdown file, marks included. @throws {CommandError} without marks */
export function aroundTables(path: string): { readonly before: string; readonly after: string } {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin)
    throw new CommandError(
      "usage",
      `${path} has no marks for the tables.`,
      `Put ${BEGIN} and ${END} into it.`,
    );
  return { before: text.slice(0, begin + BEGIN.length), after: text.slice(end) };
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
