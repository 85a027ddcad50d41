const LINE_WIDTH = 110;

/** A title, and below it labelled lines in columns: what belongs to one thing, when a table would be too wide. */
export function labelled(title: string, lines: readonly (readonly [string, string])[]): string {
  const indent = Math.max(...lines.map(([label]) => label.length)) + "   ".length;
  const shown = lines.flatMap(([label, text]) =>
    wrapped(text, LINE_WIDTH - indent).map((line, index) =>
      index === 0 ? `  ${label}`.padEnd(indent) + line : " ".repeat(indent) + line,
    ),
  );
  return [title, ...shown].join("\n");
}

/** Breaks at spaces; a word that is longer than the width stays whole. */
function wrapped(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last === "") lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
