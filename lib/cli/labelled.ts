import { wrappedLines } from "./wrapped-lines.ts";

const LINE_WIDTH = 110;

/** A title, and below it labelled lines in columns: what belongs to one thing, when a table would be too wide. */
export function labelled(title: string, lines: readonly (readonly [string, string])[]): string {
  const indent = Math.max(...lines.map(([label]) => label.length)) + "   ".length;
  const shown = lines.flatMap(([label, text]) =>
    wrappedLines(text, LINE_WIDTH - indent).map((line, index) =>
      index === 0 ? `  ${label}`.padEnd(indent) + line : " ".repeat(indent) + line,
    ),
  );
  return [title, ...shown].join("\n");
}
