import { describe, expect, it } from "vitest";
import type { BenchTable } from "../../../../scripts/bench/detect/tables.ts";
import { loopTables } from "../../../../scripts/bench/loop/loop-tables.ts";
import { loopOutcome } from "./outcomes.ts";

const OUTCOMES = [
  loopOutcome({ policy: "static-alarm-auto", usdBurned: 1234.5, eventsLost: 7, restoredExactly: false }),
  loopOutcome({ policy: "overcurrent" }),
  loopOutcome({ policy: "overcurrent", name: "a-launch", attacked: 0, minutesToStop: null }),
];

/** The cell of a row, by the words at its head. */
function cell(
  { head, rows }: BenchTable | undefined = { title: "", head: [], rows: [] },
  row: string,
  column: string,
) {
  return rows.find(([first]) => first === row)?.[head.indexOf(column)];
}

describe("loopTables", () => {
  const [totals, oneByOne, burned] = loopTables(OUTCOMES, ["static-alarm-auto", "overcurrent"]);

  it("put the policies side by side", () => {
    expect(cell(totals, "10x alarm stops", "USD burned")).toBe("$1,234.50");
    expect(cell(totals, "10x alarm stops", "restored")).toBe("0 of 1");
    expect(cell(totals, "Overcurrent", "stopped")).toBe("1 of 1");
    expect(cell(totals, "Overcurrent", "minutes to stop")).toBe("3");
  });

  it("tell what the guard did in each scenario, and nothing of a stop where nothing was to be stopped", () => {
    expect(cell(oneByOne, "a-flood", "stopped")).toBe("1 of 1");
    expect(cell(oneByOne, "a-launch", "stopped")).toBe("-");
    expect(cell(oneByOne, "a-launch", "minutes to stop")).toBe("-");
  });

  it("compare what each scenario burned, with the events that were lost", () => {
    expect(cell(burned, "a-flood", "10x alarm stops")).toBe("$1,234.50 (7)");
    expect(cell(burned, "a-flood", "Overcurrent")).toBe("$1.00");
    expect(cell(burned, "a-launch", "10x alarm stops")).toBe("-");
  });

  it("leave out the guard where it was not asked for", () => {
    expect(loopTables(OUTCOMES, ["static-alarm-auto"])).toHaveLength(2);
  });
});
