import type { BenchItem } from "../../../../scripts/bench/detect/bench-item.ts";

/** Rows of five minutes: 288 a day, 12 an hour. */
export const ROWS_PER_DAY = 288;
export const TEST_FROM = 14 * ROWS_PER_DAY;
const ROWS = 15 * ROWS_PER_DAY;
/** An attack of an hour at noon of the test day. */
export const NOON = TEST_FROM + 144;

/** Fifteen quiet days of a function in five-minute rows, with what the test puts into them. */
export const itemWith = (overrides: Partial<BenchItem> = {}): BenchItem => {
  const startMs = Date.parse("2026-01-05T00:00:00Z");
  return {
    id: "item",
    kind: "none",
    base: "made up",
    startMs,
    stepSeconds: 300,
    series: [{ startMs, stepSeconds: 300, values: new Array<number>(ROWS).fill(10) }],
    testFrom: TEST_FROM,
    attack: undefined,
    excess: [],
    benign: undefined,
    poison: undefined,
    labelledWindows: [],
    ...overrides,
  };
};

export const attacked = (overrides: Partial<BenchItem> = {}): BenchItem =>
  itemWith({
    kind: "flood10",
    attack: { from: NOON, until: NOON + 12 },
    excess: new Array<number>(12).fill(90),
    ...overrides,
  });

/** Flags of a detector that alarms at these rows of the first series and at no other. */
export const flaggedAt =
  (...rows: readonly number[]) =>
  (series: number, row: number): boolean =>
    series === 0 && rows.includes(row);
