import Table from "cli-table3";
import type { Colors } from "picocolors/types";
import type { BenchTable } from "./tables.ts";

/** Heads wrap at this width, so that a table fits an ordinary terminal. */
const HEAD_WIDTH = 9;

/** Tables for a terminal, the numbers to the right. */
export const renderTerminal = (tables: readonly BenchTable[], colors: Colors): string =>
  tables.map((table) => `${colors.bold(table.title)}\n${oneTable(table)}`).join("\n\n");

function oneTable({ head, rows }: BenchTable): string {
  const table = new Table({
    head: head.map((title) => wrap(title)),
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, index) => (index === 0 ? "left" : "right")),
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}

/** Breaks between words where a line would become too long. */
function wrap(title: string): string {
  const lines: string[] = [];
  for (const word of title.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= HEAD_WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}
