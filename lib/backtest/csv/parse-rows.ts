import { ConfigInvalidError } from "../../domain/errors.ts";
import { MEASUREMENTS, type Measurement } from "../../domain/observation.ts";
import type { EpochMs } from "../../domain/time.ts";

/** One row of a file: when its period began, and what was measured in it. */
export type CsvRow = {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly atMs: EpochMs;
  readonly values: Readonly<Partial<Record<Measurement, number>>>;
};

const TIME_COLUMN = "timestamp";
/** What published series call their only measurement. */
const VALUE_COLUMN = "value";
const COLUMNS = `${TIME_COLUMN}, ${VALUE_COLUMN} (the invocations) and, if known, ${MEASUREMENTS.filter((name) => name !== "invocations").join(", ")}`;
/** A broken file has the same problem in each row. */
const MOST_PROBLEMS = 5;

/**
 * The rows of a CSV file with a header, as they stand.
 *
 * @param text   lines of `timestamp,value`, times in UTC: `2015-02-26 21:42:53` or ISO 8601
 * @param source what the file is called in the message
 * @throws {ConfigInvalidError} naming row, column, what was found and what to write instead
 */
export function parseRows(text: string, source: string): readonly CsvRow[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const columns = columnsOf(cellsOf(lines[0] ?? ""), source);
  const problems: string[] = [];
  const rows: CsvRow[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === "") continue;
    if (problems.length >= MOST_PROBLEMS) break;
    const row = rowOf(cellsOf(line), columns, index + 1, problems);
    if (row !== undefined) rows.push(row);
  }
  if (problems.length > 0) throw new ConfigInvalidError(source, problems.join("\n"));
  if (rows.length === 0) throw new ConfigInvalidError(source, "✖ it has no rows below its header");
  return rows;
}

const cellsOf = (line: string): readonly string[] =>
  line.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));

type Column = { readonly name: string; readonly measurement: Measurement | undefined };

function columnsOf(header: readonly string[], source: string): readonly Column[] {
  const columns = header.map((name): Column => ({ name, measurement: measurementOf(name) }));
  const unknown = columns.filter(
    ({ name, measurement }) => measurement === undefined && name !== TIME_COLUMN,
  );
  const problems = unknown.map(({ name }) => `✖ row 1: "${name}" is no column; the columns are ${COLUMNS}`);
  for (const needed of [TIME_COLUMN, VALUE_COLUMN])
    if (
      !columns.some(
        ({ name, measurement }) =>
          name === needed || (needed === VALUE_COLUMN && measurement === "invocations"),
      )
    )
      problems.push(
        `✖ row 1: there is no column "${needed}"; begin the file with the line ${TIME_COLUMN},${VALUE_COLUMN}`,
      );
  if (problems.length > 0) throw new ConfigInvalidError(source, problems.join("\n"));
  return columns;
}

const measurementOf = (name: string): Measurement | undefined =>
  name === VALUE_COLUMN ? "invocations" : MEASUREMENTS.find((measurement) => measurement === name);

function rowOf(
  cells: readonly string[],
  columns: readonly Column[],
  line: number,
  problems: string[],
): CsvRow | undefined {
  const before = problems.length;
  if (cells.length !== columns.length)
    problems.push(
      `✖ row ${line}: has ${cells.length} fields, the header has ${columns.length}; complete it or take it out`,
    );
  const values: Partial<Record<Measurement, number>> = {};
  let atMs = Number.NaN;
  for (const [index, { name, measurement }] of columns.entries()) {
    const cell = cells[index];
    if (cell === undefined) continue;
    if (measurement === undefined) {
      atMs = parseTime(cell);
      if (Number.isNaN(atMs))
        problems.push(
          `✖ row ${line}, column ${name}: "${cell}" is no time; write it like 2015-02-26 21:42:53 (UTC)`,
        );
      continue;
    }
    const value = Number(cell);
    if (cell === "" || !Number.isFinite(value) || value < 0)
      problems.push(
        `✖ row ${line}, column ${name}: "${cell}" is no count; write a number of 0 or more, or take the row out`,
      );
    values[measurement] = value;
  }
  return problems.length > before ? undefined : { line, atMs, values };
}

const TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?$/;

/** A time without a zone is UTC, never this machine's. */
function parseTime(cell: string): EpochMs {
  const match = TIME.exec(cell);
  return match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2]}${match[3] ?? "Z"}`);
}
