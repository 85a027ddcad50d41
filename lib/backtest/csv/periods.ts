import { ConfigInvalidError } from "../../domain/errors.ts";
import type { Measurement, Window } from "../../domain/observation.ts";
import { MINUTE_MS, SECOND_MS, toIso } from "../../domain/time.ts";
import type { CsvRow } from "./parse-rows.ts";

const STEPS_SECONDS = [60, 300];

/**
 * Rows on full periods of 60 or 300 s, dense, oldest first. A row that begins within a period belongs to it; a period without
 * a row had nothing in it, since AWS publishes no datapoint for zero.
 *
 * @returns how many periods had no row, besides the window
 * @throws {ConfigInvalidError} when the rows go back, are doubled, or come in steps of anything else
 */
export function periodsOf(
  rows: readonly CsvRow[],
  source: string,
): { readonly window: Window; readonly gaps: number } {
  const stepMs = stepOf(rows, source) * SECOND_MS;
  const periodOf = ({ atMs }: CsvRow): number => Math.floor(atMs / stepMs);
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError("periodsOf: no rows");
  const length = periodOf(last) - periodOf(first) + 1;
  const series: Partial<Record<Measurement, number[]>> = {};
  let before: CsvRow | undefined;
  for (const row of rows) {
    if (before !== undefined && periodOf(row) <= periodOf(before))
      throw new ConfigInvalidError(source, orderProblem(row, before, stepMs / SECOND_MS));
    before = row;
    for (const [key, value] of Object.entries(row.values)) {
      const measurement = key as Measurement;
      series[measurement] ??= new Array<number>(length).fill(0);
      series[measurement][periodOf(row) - periodOf(first)] = value;
    }
  }
  const startMs = periodOf(first) * stepMs;
  return {
    window: { startMs, periodSeconds: stepMs / SECOND_MS, finalUntilMs: startMs + length * stepMs, series },
    gaps: length - rows.length,
  };
}

/** Seconds from one row to the next, by the two rows that lie closest. */
function stepOf(rows: readonly CsvRow[], source: string): number {
  let closest = Number.POSITIVE_INFINITY;
  let at = rows[0];
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    if (before === undefined) continue;
    const minutes = Math.floor(row.atMs / MINUTE_MS) - Math.floor(before.atMs / MINUTE_MS);
    if (minutes >= closest || row.atMs <= before.atMs) continue;
    closest = minutes;
    at = row;
  }
  const seconds = closest * 60;
  if (STEPS_SECONDS.includes(seconds)) return seconds;
  const found = Number.isFinite(seconds)
    ? `row ${at?.line}, column timestamp: ${seconds} s after the row before it`
    : "the file has only one period";
  throw new ConfigInvalidError(source, `✖ ${found}; give one row per ${STEPS_SECONDS.join(" s or per ")} s`);
}

const orderProblem = (row: CsvRow, before: CsvRow, stepSeconds: number): string =>
  row.atMs < before.atMs
    ? `✖ row ${row.line}, column timestamp: ${toIso(row.atMs)} is before row ${before.line}; sort the file by time`
    : `✖ row ${row.line}, column timestamp: ${toIso(row.atMs)} is in the same ${stepSeconds} s as row ${before.line}; join the two rows`;
