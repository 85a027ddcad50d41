import { describe, expect, it } from "vitest";
import { run } from "./fake-io.ts";
import { savings } from "./fake-reports.ts";

const answering = (changes: Partial<typeof savings> = {}) => ({
  answers: { "GET /savings?days=30": { status: 200, body: { ...savings, ...changes } } },
});

describe("overcurrent savings", () => {
  it("sums up what enforce would have saved and refused, and lists it beside what was really tripped", async () => {
    const { code, stdout } = await run(["savings"], answering());
    expect(code).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "In the last 30 days enforce would have saved $17.54 and refused 1,204 rightful calls in 2 incidents.",
      "",
      "FUNCTION       TRIP AT (UTC)     FOR               SAVED   REFUSED  CAUSE",
      "share-preview  2026-11-20 01:00  2 h               $14.44  1,204    a flood of calls",
      "shipment-sync  2026-11-22 02:00  60 min, going on  $3.10   0        a retry storm",
      "",
      expect.stringMatching(/^Estimates at list price/),
      expect.any(String),
      "",
      "Really tripped in this time",
      "FUNCTION  AT (UTC)          BY   WHY",
      "checkout  2026-11-13 03:00  ana  leaked key",
    ]);
  });

  it("refuses nobody where events wait, and says so", async () => {
    const { stdout } = await run(["savings"], answering({ refusedCalls: 0 }));
    expect(stdout).toContain("refused no rightful call in 2 incidents");
  });

  it("is plain about a time in which there was nothing", async () => {
    const { stdout } = await run(["savings"], answering({ wouldHave: [], savedUsd: 0, trips: [] }));
    expect(stdout.split("\n")).toEqual([
      "In the last 30 days nothing was left running that enforce would have stopped.",
      "",
      "Nothing was really tripped in this time.",
    ]);
  });

  it("prints the API's answer with --json", async () => {
    expect(JSON.parse((await run(["savings", "--json"], answering())).stdout)).toEqual(savings);
  });

  it.each(["0", "91", "1.5", "month"])("does not look back %s days", async (days) => {
    const { code, stderr, requests } = await run(["savings", "--days", days]);
    expect([code, requests]).toEqual([2, []]);
    expect(stderr).toContain("1 to 90");
  });
});
