import Table from "cli-table3";
import type { Colors } from "picocolors/types";

/** Columns of text wrap at this width: reasons are sentences, and a terminal is not endless. */
const LAST_COLUMN_WIDTH = 64;

/** Rows under a head, in columns without rules; the last column holds sentences and wraps. */
export function plainTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  colors: Colors,
): string {
  const nothing = Object.fromEntries(BORDERS.map((border) => [border, ""]));
  const table = new Table({
    head: head.map((title) => colors.bold(title)),
    chars: { ...nothing, middle: "  " },
    colWidths: head.map((_title, index) => (index === head.length - 1 ? LAST_COLUMN_WIDTH : null)),
    wordWrap: true,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

const BORDERS = [
  ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
  ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid"],
] as const;
