import { describe, expect, it } from "vitest";
import type { CountSeries } from "../../../../scripts/bench/detect/bench-item.ts";
import { DETECTORS } from "../../../../scripts/bench/detect/detectors.ts";

/** Fifteen days with a busy daytime, noise of a fifth, two spikes, and a rise of three times for two hours. */
function sampleSeries(): CountSeries {
  let state = 12_345;
  const values = Array.from({ length: 15 * 288 }, (_, row) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const hour = (row % 288) / 12;
    const mean = hour >= 6 && hour < 18 ? 20 + 60 * Math.max(0, Math.sin((Math.PI * (hour - 6)) / 12)) : 20;
    const count = Math.floor(mean * (0.8 + (0.4 * state) / 0x80000000));
    if (row === 3000 || (row >= 3500 && row <= 3502)) return count * 6;
    return row >= 4100 && row < 4124 ? count * 3 : count;
  });
  return { startMs: Date.parse("2026-01-05T00:00:00Z"), stepSeconds: 300, values };
}

const series = sampleSeries();

/** What the reference implementation in Python (numpy 2.4, scipy 1.17) says about the same series. */
const REFERENCE = {
  static3: { flagged: 12, sumOfRows: 47_066, sumOfScores: 805.0163 },
  ewma: { flagged: 13, sumOfRows: 26_320, sumOfScores: 832.0658 },
  skyline: { flagged: 4, sumOfRows: 9085, sumOfScores: 509.49 },
  wgauss: { flagged: 6, sumOfRows: 3414, sumOfScores: 489.4025 },
  hmad: { flagged: 28, sumOfRows: 112_179, sumOfScores: 382.0829 },
  shesd: { flagged: 34, sumOfRows: 132_319, sumOfScores: 633.8754 },
  hw: { flagged: 47, sumOfRows: 99_660, sumOfScores: 563.5208 },
} as const;

it("the sample is the one that the reference saw", () => {
  expect(series.values.reduce((sum, value) => sum + value, 0)).toBe(169_055);
});

describe.each(Object.entries(REFERENCE))("%s", (name, reference) => {
  it("flags and scores as the reference implementation does", () => {
    const judgement = DETECTORS[name]?.judge(series);
    if (judgement === undefined) throw new Error(`no ${name}`);
    const flagged = series.values.flatMap((_, row) => (judgement.anomalous[row] === true ? [row] : []));
    expect(flagged).toHaveLength(reference.flagged);
    expect(flagged.reduce((sum, row) => sum + row, 0)).toBe(reference.sumOfRows);
    const sumOfScores = series.values.reduce((sum, _, row) => sum + (judgement.scores[row] ?? Number.NaN), 0);
    // Over 4,320 rows; the reference writes the square root of two in windowed Gaussian with four digits.
    expect(Math.abs(sumOfScores - reference.sumOfScores)).toBeLessThan(0.01);
  });
});

describe("every detector", () => {
  it.each(Object.keys(DETECTORS))("%s says the same of a day whether the next is known or not", (name) => {
    const judge = DETECTORS[name]?.judge;
    if (judge === undefined) throw new Error(`no ${name}`);
    const rows = 3600;
    const whole = judge(series);
    const part = judge({ ...series, values: series.values.slice(0, rows) });
    for (let row = 0; row < rows; row++) {
      expect(part.anomalous[row]).toBe(whole.anomalous[row]);
      expect(part.scores[row]).toBeCloseTo(whole.scores[row] ?? Number.NaN, 9);
    }
  });
});
