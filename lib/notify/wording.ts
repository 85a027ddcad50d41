/** What SNS accepts as a subject: printable ASCII, one line, at most 99 characters. */
export const subjectLine = (text: string): string =>
  text
    .replace(/[^\x20-\x7e]+/g, " ")
    .slice(0, 99)
    .trimEnd();

const LINE_LENGTH = 92;
const INDENT = 8;

/** `LABEL   text`, wrapped with a hanging indent, so that a phone and a terminal both show it well. */
export function paragraph(label: string, text: string): string {
  const pad = " ".repeat(INDENT);
  return wrapped(text, LINE_LENGTH - INDENT)
    .map((part, index) => (index === 0 ? label.padEnd(INDENT) : pad) + part)
    .join("\n");
}

/** Sentences without a label, wrapped like the rest. */
export const prose = (text: string): string => wrapped(text, LINE_LENGTH).join("\n");

function wrapped(text: string, length: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > length) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Commands stand on lines of their own, unwrapped, ready to be copied. */
export const commandLine = (command: string, meaning: string): string => `  ${command}\n      ${meaning}`;
