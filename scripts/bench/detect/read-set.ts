import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CommandError } from "../../../lib/cli/command-error.ts";
import { ATTACK_KINDS, BENIGN_KINDS, type BenchItem, type CountSeries, type RowRange } from "./bench-item.ts";
import { labelledWindows } from "./labelled-windows.ts";
import { toEpochMs } from "./time-stamp.ts";

const rowRange = z.tuple([z.int(), z.int()]).nullish();

/** `truth.json` as the reference generator writes it. It says more; only this is needed. */
const TRUTH = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum([...ATTACK_KINDS, ...BENIGN_KINDS]),
      base: z.string(),
      test_from: z.int(),
      event: rowRange,
      benign: rowRange,
      poison: rowRange,
      excess: z.array(z.number()),
      files: z.array(z.string()),
    }),
  ),
});

/** @throws {CommandError} when the reference generator did not write `directory` */
export function requireSet(directory: string): void {
  if (!existsSync(join(directory, "truth.json")))
    throw new CommandError(
      "usage",
      `${directory} holds no truth.json.`,
      "Give a directory that the reference generator wrote.",
    );
}

/**
 * Reads a directory that the reference generator wrote: `truth.json` and one CSV (`timestamp,value`) per series.
 * @throws {Error} when a file is missing or not what it should be
 */
export function readSet(directory: string): BenchItem[] {
  const truth = TRUTH.parse(JSON.parse(readFileSync(join(directory, "truth.json"), "utf8")));
  return truth.items.map((item) => {
    const series = item.files.map((file) => readCountSeries(join(directory, file)));
    const [counts] = series;
    if (counts === undefined) throw new Error(`${item.id} has no series`);
    return {
      id: item.id,
      kind: item.kind,
      base: item.base,
      startMs: counts.startMs,
      stepSeconds: counts.stepSeconds,
      series,
      testFrom: item.test_from,
      attack: toRange(item.event),
      excess: item.excess,
      benign: toRange(item.benign),
      poison: toRange(item.poison),
      labelledWindows: labelledWindows(item.base),
    };
  });
}

const toRange = (pair: z.infer<typeof rowRange>): RowRange | undefined =>
  pair ? { from: pair[0], until: pair[1] } : undefined;

function readCountSeries(path: string): CountSeries {
  const rows = readFileSync(path, "utf8").trim().split("\n").slice(1);
  const [first, second] = rows.map((row) => row.split(",")[0] ?? "");
  if (first === undefined || second === undefined) throw new Error(`${path} has fewer than two rows`);
  const startMs = toEpochMs(first);
  return {
    startMs,
    stepSeconds: (toEpochMs(second) - startMs) / 1000,
    values: rows.map((row) => Number(row.split(",")[1])),
  };
}
