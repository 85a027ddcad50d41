import { describe, expect, it } from "vitest";
import { randomStream } from "../../../../lib/sim/random.ts";
import type { BenchItem } from "../../../../scripts/bench/detect/bench-item.ts";
import { measure } from "../../../../scripts/bench/detect/measure.ts";
import { aggregate } from "../../../../scripts/bench/detect/score.ts";
import { scoreItem } from "../../../../scripts/bench/detect/score-item.ts";
import type { SeriesDetector } from "../../../../scripts/bench/detect/series-detector.ts";
import { attacked, flaggedAt, itemWith, NOON } from "./bench-items.ts";

const blip = itemWith({ kind: "blip", benign: { from: NOON, until: NOON + 1 } });

/** The attack as it shows in the counts. */
const flooded = (): BenchItem => {
  const item = attacked();
  return {
    ...item,
    series: item.series.map((series) => ({
      ...series,
      values: series.values.map((value, row) => value + (item.excess[row - NOON] ?? 0)),
    })),
  };
};

const everySet = [{ name: "one", items: [flooded(), blip, itemWith()] }];
const scoreOf = (judge: SeriesDetector) => measure(judge, everySet, () => undefined);

const always: SeriesDetector = ({ values }) => ({
  scores: values.map(() => 0.9),
  anomalous: values.map(() => true),
});
const never: SeriesDetector = ({ values }) => ({
  scores: values.map(() => 0),
  anomalous: values.map(() => false),
});
const atRandom: SeriesDetector = ({ values }) => {
  const { uniform } = randomStream(values.length, "at random");
  const scores = values.map(() => uniform());
  return { scores, anomalous: scores.map((score) => score > 0.999) };
};
const overTwenty: SeriesDetector = ({ values }) => ({
  scores: values.map((value) => value / (value + 20)),
  anomalous: values.map((value) => value > 20),
});

describe("a detector that", () => {
  it("always alarms detects nothing and disturbs every hour", () => {
    const { score, bounded } = scoreOf(always);
    expect(score.recall).toBe(0);
    expect(score.falseAlarmsPerFunctionWeek).toBeCloseTo(168, 0);
    expect(score.benignAlarmed).toBe(1);
    for (const { best } of bounded) expect(best).toBeUndefined();
  });

  it("never alarms detects nothing and disturbs nobody", () => {
    expect(scoreOf(never).score).toMatchObject({
      recall: 0,
      precision: 0,
      falseAlarmsPerFunctionWeek: 0,
      benignAlarmed: 0,
      medianMinutesToDetect: undefined,
    });
  });

  it("alarms at random is not saved by any threshold", () => {
    const { score, bounded } = scoreOf(atRandom);
    expect(score.falseAlarmsPerFunctionWeek).toBeGreaterThan(0);
    for (const { best } of bounded) expect(best?.score.recall ?? 0).toBe(0);
  });

  it("sees just the attack has full marks", () => {
    const { score, bounded, lookAheads } = scoreOf(overTwenty);
    expect(score).toMatchObject({ recall: 1, precision: 1, falseAlarmsPerFunctionWeek: 0, benignAlarmed: 0 });
    expect(score.medianMinutesToDetect).toBe(5);
    for (const { best } of bounded) expect(best?.score.recall).toBe(1);
    expect(lookAheads).toEqual([]);
  });

  it("uses rows that come later is found out", () => {
    const aboveMean: SeriesDetector = ({ values }) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return { scores: values.map(() => mean / (mean + 1)), anomalous: values.map((value) => value > mean) };
    };
    const { lookAheads } = measure(aboveMean, [{ name: "one", items: [flooded()] }], () => undefined);
    expect(lookAheads).toContain("item");
  });

  it("gives a score that is none is refused", () => {
    const nan: SeriesDetector = ({ values }) => ({
      ...never({ ...emptyDay, values }),
      scores: values.map(() => NaN),
    });
    expect(() => scoreOf(nan)).toThrow("is not from 0 to 1");
  });

  it("leaves rows out is refused", () => {
    const short: SeriesDetector = ({ values }) => never({ ...emptyDay, values: values.slice(1) });
    expect(() => scoreOf(short)).toThrow("4319 scores and 4319 flags for 4320 rows");
  });
});

const emptyDay = { startMs: 0, stepSeconds: 300, values: [] };

describe("the figures of many items", () => {
  const score = aggregate([
    scoreItem(attacked(), flaggedAt(NOON)),
    scoreItem(attacked(), flaggedAt(NOON + 10, NOON - 100)),
    scoreItem(attacked(), flaggedAt()),
    scoreItem(attacked({ kind: "night" }), flaggedAt(NOON + 1)),
    scoreItem(blip, flaggedAt(NOON)),
    scoreItem(itemWith(), flaggedAt(NOON - 1000)),
  ]);

  it("count attacks over all kinds and by kind", () => {
    expect(score.recall).toBe(0.75);
    expect(score.kinds.flood10).toMatchObject({ attacks: 3, detected: 2, medianMinutesToDetect: 30 });
    expect(score.kinds.night).toMatchObject({ attacks: 1, recall: 1 });
    expect(score.kinds.leech).toBeUndefined();
  });

  it("hold harmless events and false alarms of the test day against the attacks", () => {
    // Three attacks of five alarms on the test day; the alarm of four days before counts only as one per week.
    expect(score.precision).toBe(3 / 5);
    expect(score.benignKinds).toEqual({ blip: { events: 1, alarmed: 1 } });
    expect(score.falseAlarmsPerFunctionWeek).toBeCloseTo(2 / score.functionWeeks, 12);
  });
});
