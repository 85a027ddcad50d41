import { describe, expect, it } from "vitest";
import { counts } from "../detect/scene.ts";
import { run } from "./fake-io.ts";

const STEP_MS = 300_000;
const START_MS = Date.UTC(2026, 10, 2);
const ROWS = 9 * 288;
/** Day nine, 12:00: fifty times as much for half an hour. */
const FLOODED_FROM = 8 * 288 + 144;

const stamp = (row: number): string => new Date(START_MS + row * STEP_MS).toISOString().slice(0, 19);
const draw = counts(7);
const rows = Array.from({ length: ROWS }, (_, row) => {
  const isFlooded = row >= FLOODED_FROM && row < FLOODED_FROM + 6;
  return `${stamp(row).replace("T", " ")},${draw(20) + (isFlooded ? 1_000 : 0)}`;
});
const csv = (lines: readonly string[]): string => `timestamp,value\n${lines.join("\n")}\n`;
const files = { "checkout.csv": csv(rows), "-": csv(rows), "cut.csv": csv(rows.slice(0, FLOODED_FROM + 2)) };

type Row = { timestamp: string; value: number; score: number; anomalous: boolean };
const judged = async (input: string): Promise<Row[]> => {
  const { stdout } = await run(["detect", "--input", input, "--format", "jsonl"], { files });
  return stdout.split("\n").map((line) => JSON.parse(line));
};

describe("overcurrent detect", () => {
  it("prints one object per row, in order, and raises the alarm in the first period of a flood", async () => {
    const all = await judged("checkout.csv");
    expect(all).toHaveLength(ROWS);
    expect(all.map(({ timestamp }) => timestamp.slice(0, 19))).toEqual(rows.map((_, row) => stamp(row)));
    expect(all.filter(({ anomalous }) => anomalous).map(({ timestamp }) => timestamp)[0]).toBe(
      "2026-11-10T12:00:00Z",
    );
    expect(all.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
  });

  it("judges a row by itself and earlier rows alone", async () => {
    const cut = await judged("cut.csv");
    expect(cut).toEqual((await judged("checkout.csv")).slice(0, FLOODED_FROM + 2));
  });

  it("reads the standard input", async () => {
    expect(await judged("-")).toEqual(await judged("checkout.csv"));
  });

  it("lists the alarms for people", async () => {
    const { stdout, code } = await run(["detect", "--input", "checkout.csv"], { files });
    expect(code).toBe(0);
    expect(stdout).toContain("2026-11-10T12:00:00Z");
    expect(stdout).toContain("2,592 rows judged, 1 alarm.");
  });

  it("names row, column, value and cure of what it cannot read", async () => {
    const { stderr, code } = await run(["detect", "--input", "bad.csv"], {
      files: { "bad.csv": csv([...rows.slice(0, 3), `${stamp(3)},many`]) },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/row 5.*value.*many/);
  });
});
