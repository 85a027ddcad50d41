import { describe, expect, it } from "vitest";
import { scoreItem } from "../../../../scripts/bench/detect/score-item.ts";
import { attacked, flaggedAt, itemWith, NOON, ROWS_PER_DAY, TEST_FROM } from "./bench-items.ts";

describe("an attack", () => {
  it("is detected at the end of the first flagged period", () => {
    const { attack } = scoreItem(attacked(), flaggedAt(NOON + 2, NOON + 5));
    // Three periods of five minutes, a quarter of the attack.
    expect(attack).toEqual({ detected: true, minutesToDetect: 15, excessLet: 270, excessLetRatio: 0.25 });
  });

  it("lets everything through when nothing is flagged in it", () => {
    const { attack } = scoreItem(attacked(), flaggedAt(NOON - 1, NOON + 12));
    expect(attack).toEqual({
      detected: false,
      minutesToDetect: undefined,
      excessLet: 1080,
      excessLetRatio: 1,
    });
  });

  it("gives no credit to an alarm that was on for most of the two hours before", () => {
    const isOn = (from: number) => (_series: number, row: number) => row >= from && row < NOON + 12;
    expect(scoreItem(attacked(), isOn(NOON - 13)).attack?.detected).toBe(false);
    expect(scoreItem(attacked(), isOn(NOON - 12)).attack?.detected).toBe(true);
  });

  it("is detected by a flag on its errors alone", () => {
    const item = attacked({ kind: "retry" });
    const withErrors = { ...item, series: [...item.series, ...item.series] };
    const { attack } = scoreItem(withErrors, (series, row) => series === 1 && row === NOON);
    expect(attack?.minutesToDetect).toBe(5);
  });
});

describe("a false alarm", () => {
  const falseAlarms = (item = itemWith(), ...rows: readonly number[]) =>
    scoreItem(item, flaggedAt(...rows)).falseAlarms;

  it("counts from the eighth day on", () => {
    const eighthDay = 7 * ROWS_PER_DAY;
    expect(falseAlarms(itemWith(), eighthDay - 1)).toEqual({ history: 0, testDay: 0 });
    expect(falseAlarms(itemWith(), eighthDay)).toEqual({ history: 1, testDay: 0 });
    expect(falseAlarms(itemWith(), TEST_FROM)).toEqual({ history: 0, testDay: 1 });
  });

  it("is one with its repetitions within half an hour", () => {
    expect(falseAlarms(itemWith(), NOON, NOON + 6).testDay).toBe(1);
    expect(falseAlarms(itemWith(), NOON, NOON + 7).testDay).toBe(2);
  });

  it("counts once per started hour while it lasts", () => {
    const lasting = scoreItem(itemWith(), (_series, row) => row >= NOON && row <= NOON + 12);
    expect(lasting.falseAlarms.testDay).toBe(2);
  });

  it("is none during an attack and the hour after", () => {
    expect(falseAlarms(attacked(), NOON + 23).testDay).toBe(0);
    expect(falseAlarms(attacked(), NOON + 24).testDay).toBe(1);
  });

  it("is none where the same attack was put into the history", () => {
    const poison = { from: NOON - 2 * ROWS_PER_DAY, until: NOON - 2 * ROWS_PER_DAY + 12 };
    expect(falseAlarms(attacked({ poison }), poison.from, poison.until + 11).history).toBe(0);
    expect(falseAlarms(attacked(), poison.from).history).toBe(1);
  });

  it("is none in a burst that the source of the series marks as an anomaly", () => {
    const { startMs } = itemWith();
    // Like the labels of NAB, off the full five minutes by 173 seconds.
    const labelledWindows = [
      { fromMs: startMs + NOON * 300_000 - 127_000, untilMs: startMs + (NOON + 3) * 300_000 + 173_000 },
    ];
    expect(falseAlarms(itemWith({ labelledWindows }), NOON, NOON + 3).testDay).toBe(0);
    expect(falseAlarms(itemWith({ labelledWindows }), NOON - 1).testDay).toBe(1);
    expect(falseAlarms(itemWith({ labelledWindows }), NOON + 4).testDay).toBe(1);
  });
});

describe("the time in which an alarm would be false", () => {
  it("is all from the eighth day on, without the attack and the hour after", () => {
    expect(scoreItem(itemWith(), flaggedAt()).functionWeeks).toBeCloseTo(8 / 7, 12);
    expect(scoreItem(attacked(), flaggedAt()).functionWeeks).toBeCloseTo((8 - 2 / 24) / 7, 12);
  });
});

describe("a harmless event", () => {
  it("is alarmed when any of its rows is flagged, and no false alarm besides", () => {
    const item = itemWith({ kind: "blip", benign: { from: NOON, until: NOON + 1 } });
    expect(scoreItem(item, flaggedAt(NOON))).toMatchObject({
      benignAlarmed: true,
      falseAlarms: { testDay: 0 },
    });
    expect(scoreItem(item, flaggedAt(NOON + 1))).toMatchObject({
      benignAlarmed: false,
      falseAlarms: { testDay: 1 },
    });
  });

  it("is unknown where there was none", () => {
    expect(scoreItem(attacked(), flaggedAt(NOON)).benignAlarmed).toBeUndefined();
  });
});
