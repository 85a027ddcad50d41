import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSet, requireSet } from "../../../../scripts/bench/detect/read-set.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "bench-set-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(directory, name), text);

const item = {
  id: "retry_0",
  kind: "retry",
  base: "tweets_AAPL",
  thin: 1,
  test_from: 1,
  event: [1, 2],
  benign: null,
  poison: null,
  excess: [7],
  files: ["retry_0.csv", "retry_0.errors.csv"],
};

describe("readSet", () => {
  it("reads counts and errors, what was put in, and the labels of the recording", () => {
    write("truth.json", JSON.stringify({ seed: 1, items: [item] }));
    write("retry_0.csv", "timestamp,value\n2015-03-10 00:00:00,3\n2015-03-10 00:05:00,10\n");
    write("retry_0.errors.csv", "timestamp,value\n2015-03-10 00:00:00,0\n2015-03-10 00:05:00,7\n");
    const startMs = Date.parse("2015-03-10T00:00:00Z");
    expect(readSet(directory)).toEqual([
      {
        id: "retry_0",
        kind: "retry",
        base: "tweets_AAPL",
        startMs,
        stepSeconds: 300,
        series: [
          { startMs, stepSeconds: 300, values: [3, 10] },
          { startMs, stepSeconds: 300, values: [0, 7] },
        ],
        testFrom: 1,
        attack: { from: 1, until: 2 },
        excess: [7],
        benign: undefined,
        poison: undefined,
        labelledWindows: expect.arrayContaining([
          { fromMs: Date.parse("2015-03-09T01:02:53Z"), untilMs: Date.parse("2015-03-10T10:02:53Z") },
        ]),
      },
    ]);
  });

  it("tells a directory that holds no set from one that does", () => {
    expect(() => requireSet(directory)).toThrow("holds no truth.json");
    write("truth.json", "{}");
    expect(() => requireSet(directory)).not.toThrow();
  });

  it("refuses a kind that it does not know", () => {
    write("truth.json", JSON.stringify({ items: [{ ...item, kind: "comet" }] }));
    expect(() => readSet(directory)).toThrow("kind");
  });
});
