import { describe, expect, it } from "vitest";
import { replayCounts } from "../../../lib/detect/replay-counts.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { counts } from "./scene.ts";

const DAYS = 15;
/** A Monday. */
const START_MS = Date.UTC(2026, 10, 2);
const LAST_DAY_MS = START_MS + (DAYS - 1) * DAY_MS;

/** How many a minute; a day twice as busy at 14:00 as on average, quiet at 02:00. */
type Rate = (atMs: number) => number;
const daily: Rate = (atMs) => 20 * (1 + 0.8 * Math.cos((2 * Math.PI * (atMs - 14 * HOUR_MS)) / DAY_MS));

const at = (hour: number, day = DAYS - 1): number => START_MS + day * DAY_MS + hour * HOUR_MS;
const between =
  (fromMs: number, minutes: number, inside: Rate, outside: Rate = daily): Rate =>
  (atMs) =>
    atMs >= fromMs && atMs < fromMs + minutes * MINUTE_MS ? inside(atMs) : outside(atMs);

const STEP_SECONDS = 300;
const STEP_MINUTES = STEP_SECONDS / 60;

/** Start of each alarmed period of the last day, in minutes after `sinceMs`. */
function alarms(rate: Rate, sinceMs = LAST_DAY_MS): number[] {
  const draw = counts(3);
  const length = (DAYS * DAY_MS) / (STEP_SECONDS * 1000);
  const values = Array.from({ length }, (_, index) => {
    const fromMs = START_MS + index * STEP_SECONDS * 1000;
    let mean = 0;
    for (let minute = 0; minute < STEP_MINUTES; minute += 1) mean += rate(fromMs + minute * MINUTE_MS);
    return draw(mean);
  });
  const { anomalous } = replayCounts({ startMs: START_MS, stepSeconds: STEP_SECONDS, values });
  return anomalous.flatMap((isAlarm, index) => {
    const fromMs = START_MS + index * STEP_SECONDS * 1000;
    return isAlarm && fromMs >= LAST_DAY_MS ? [(fromMs - sinceMs) / MINUTE_MS] : [];
  });
}

describe("an attack on a series of counts", () => {
  it("of fifty times the level is told in its first period", () => {
    expect(
      alarms(
        between(at(9), 30, (ms) => 50 * daily(ms)),
        at(9),
      )[0],
    ).toBe(0);
  });

  it("of three times the level is told within the hour", () => {
    const [first = Number.NaN] = alarms(
      between(at(9), 120, (ms) => 3 * daily(ms)),
      at(9),
    );
    expect(first).toBeGreaterThanOrEqual(0);
    expect(first).toBeLessThan(60);
  });

  it("at a busy hour's level is told at night", () => {
    const [first = Number.NaN] = alarms(
      between(at(1), 120, () => 36),
      at(1),
    );
    expect(first).toBeGreaterThanOrEqual(0);
    expect(first).toBeLessThan(60);
  });

  it("that grows from 1.2 to 3 times over half a day is told while it grows", () => {
    const leech: Rate = (ms) => daily(ms) * (1.2 + (1.8 * (ms - at(6))) / (12 * HOUR_MS));
    const [first = Number.NaN] = alarms(between(at(6), 720, leech), at(6));
    expect(first).toBeGreaterThan(120);
    expect(first).toBeLessThan(600);
  });

  it("is told although the same attack came yesterday, and a week ago", () => {
    const flood: Rate = (ms) => 10 * daily(ms);
    const twice = between(at(9, DAYS - 8), 60, flood, between(at(9, DAYS - 2), 60, flood));
    const [first = Number.NaN] = alarms(between(at(9), 60, flood, twice), at(9));
    expect(first).toBeLessThanOrEqual(15);
  });

  it("on a function that hardly ran is told in its first period", () => {
    expect(
      alarms(
        between(
          at(9),
          60,
          () => 20,
          () => 0.002,
        ),
        at(9),
      )[0],
    ).toBe(0);
  });

  it("that goes on is told for fifty minutes, and not again every hour", () => {
    const told = alarms(
      between(at(6), 360, () => 300),
      at(6),
    );
    expect(told.every((minute) => minute < 70)).toBe(true);
  });
});

describe("nobody is told of", () => {
  it("an ordinary day", () => {
    expect(alarms(daily)).toEqual([]);
  });

  it("a job that runs every day at the same hour", () => {
    const job: Rate = (ms) =>
      daily(ms) + ((ms % DAY_MS) / HOUR_MS >= 3 && (ms % DAY_MS) / HOUR_MS < 3.4 ? 200 : 0);
    expect(alarms(job)).toEqual([]);
  });

  it("a working day after two quiet ones", () => {
    const quietDays = (ms: number): boolean => [5, 6].includes(Math.floor((ms - START_MS) / DAY_MS) % 7);
    expect(alarms((ms) => (quietDays(ms) ? 0.4 : 1) * daily(ms))).toEqual([]);
  });

  it("a deploy after which everybody calls half as often again", () => {
    expect(alarms((ms) => (ms >= at(8) ? 1.5 : 1) * daily(ms))).toEqual([]);
  });

  it("a blip of one period, six times as high", () => {
    expect(alarms(between(at(9), 5, (ms) => 6 * daily(ms)))).toEqual([]);
  });

  it("the hour by which a clock is put forward", () => {
    expect(alarms((ms) => daily(ms >= LAST_DAY_MS ? ms + HOUR_MS : ms))).toEqual([]);
  });

  it("data that are missing for some hours, and come again", () => {
    expect(alarms(between(at(9), 180, () => 0))).toEqual([]);
  });
});

describe("a judgement", () => {
  const draw = counts(5);
  const values = Array.from({ length: 3 * 288 + 100 }, (_, index) => draw(index % 200 === 0 ? 900 : 30));
  const judge = (length: number) =>
    replayCounts({ startMs: START_MS, stepSeconds: 300, values: values.slice(0, length) });

  it("of a row rests on itself and earlier rows alone", () => {
    const whole = judge(values.length);
    const cut = judge(2 * 288 + 37);
    expect([...cut.scores]).toEqual([...whole.scores].slice(0, cut.scores.length));
    expect(cut.anomalous).toEqual(whole.anomalous.slice(0, cut.anomalous.length));
  });

  it("is a score from 0 to 1, and 0 on the day that is only learned", () => {
    const { scores } = judge(values.length);
    expect([...scores].every((score) => score >= 0 && score <= 1)).toBe(true);
    expect([...scores].slice(0, 288).every((score) => score === 0)).toBe(true);
  });

  it("needs periods of a minute or of five", () => {
    expect(() => replayCounts({ startMs: START_MS, stepSeconds: 900, values })).toThrow(
      "60 or 300 s, got 900",
    );
  });
});
