import { describe, expect, it } from "vitest";
import { expectedPerMinute } from "../../../lib/detect/expectation.ts";
import { judgeFunction } from "../../../lib/detect/judge.ts";
import { learnBaseline } from "../../../lib/detect/learn-baseline.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type TimeSpan } from "../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import { dateOf, hourOf, hoursUntil, isLastOfMonth, weekdayOf } from "./long-scene.ts";
import { counts, functionProfile, historyOf, minutes, minutesUntil, type Rate } from "./scene.ts";

/** Expected runs per minute at a time, learned in the night of that day. */
function expectedAt(time: string, rate: Rate, excluded: readonly TimeSpan[] = []): number {
  const atMs = Date.parse(time);
  const learnedAtMs = Math.floor(atMs / DAY_MS) * DAY_MS + 3 * HOUR_MS;
  const baseline = learnBaseline(historyOf({ rate, endMs: learnedAtMs }), learnedAtMs, {
    longHistory: hoursUntil(learnedAtMs, rate),
    excluded,
  });
  return expectedPerMinute(baseline.invocations, atMs);
}
const on =
  (dates: readonly string[], level: number, otherwise: number): Rate =>
  (atMs) =>
    dates.includes(dateOf(atMs)) ? level : otherwise;

describe("a sale that was last year", () => {
  const blackFriday = on(["2025-11-28"], 200, 40);

  it("is expected this year, though its date has moved", () => {
    // Poisson counts of an hour of 200 a minute: 1 % noise; the highest of three hours is taken
    expect(expectedAt("2026-11-27T12:00Z", blackFriday)).toBeGreaterThan(195);
    expect(expectedAt("2026-11-27T12:00Z", blackFriday)).toBeLessThan(215);
  });

  it("is expected on that day only", () => {
    for (const date of ["2026-11-25", "2026-11-29"])
      expect(expectedAt(`${date}T12:00Z`, blackFriday)).toBeLessThan(45);
  });

  it("is expected at this year's level", () => {
    const grown: Rate = (atMs) => (atMs > Date.parse("2026-06-01") ? 2 : 1) * blackFriday(atMs);
    expect(expectedAt("2026-11-27T12:00Z", grown)).toBeGreaterThan(380);
  });

  it("is not expected when it was an incident", () => {
    const startMs = Date.parse("2025-11-28");
    expect(expectedAt("2026-11-27T12:00Z", blackFriday, [{ startMs, endMs: startMs + DAY_MS }])).toBeLessThan(
      45,
    );
  });

  it("is no sale when it lasted two hours: that may have been an attack", () => {
    const attack: Rate = (atMs) =>
      dateOf(atMs) === "2025-11-28" && [12, 13].includes(hourOf(atMs)) ? 2_000 : 40;
    expect(expectedAt("2026-11-27T12:30Z", attack)).toBeLessThan(45);
  });
});

describe("a holiday that was quiet last year", () => {
  it("is expected to be quieter, half believed", () => {
    const christmas = on(["2025-12-25", "2025-12-26"], 10, 40);
    // half way between 10 and 40, on the scale of ratios: 20
    expect(expectedAt("2026-12-25T12:00Z", christmas)).toBeCloseTo(20, -1);
    expect(expectedAt("2026-12-23T12:00Z", christmas)).toBeGreaterThan(36);
  });

  it("is expected as ever when last year's days disagree", () => {
    expect(expectedAt("2026-12-25T12:00Z", on(["2025-12-25"], 10, 40))).toBeGreaterThan(36);
  });
});

describe("what comes round in every month", () => {
  const invoices: Rate = (atMs) => (isLastOfMonth(atMs) && hourOf(atMs) === 22 ? 300 : 0);

  it("is expected at its hour, and an hour earlier or later, by a function that never runs otherwise", () => {
    for (const time of ["21:30", "22:05", "22:55", "23:30"])
      expect(expectedAt(`2026-10-31T${time}Z`, invoices)).toBeGreaterThan(290);
    for (const time of ["10:00", "20:30"]) expect(expectedAt(`2026-10-31T${time}Z`, invoices)).toBe(0);
  });

  it("is not expected on other days", () => {
    expect(expectedAt("2026-10-29T22:30Z", invoices)).toBe(0);
  });

  it("is expected after three times, not after two", () => {
    const since =
      (month: string): Rate =>
      (atMs) =>
        dateOf(atMs) > month ? invoices(atMs) : 0;
    // Something has to run before, or history begins with the first of them
    const started =
      (month: string): Rate =>
      (atMs) =>
        dateOf(atMs) === "2025-12-10" ? 1 : since(month)(atMs);
    expect(expectedAt("2026-10-31T22:30Z", started("2026-08-01"))).toBe(0);
    expect(expectedAt("2026-10-31T22:30Z", invoices)).toBeGreaterThan(290);
  });

  it("is expected on the last working day, whatever its date", () => {
    const payroll: Rate = (atMs) => {
      const isFriday = weekdayOf(atMs) === 5;
      const daysLeft = [1, 2].findIndex((days) => isLastOfMonth(atMs + days * DAY_MS)) + 1;
      const isWorkday = weekdayOf(atMs) >= 1 && weekdayOf(atMs) <= 5;
      const isLastWorkday = (isWorkday && isLastOfMonth(atMs)) || (isFriday && daysLeft > 0);
      return isLastWorkday && hourOf(atMs) === 9 ? 500 : 20;
    };
    // Friday 30 October 2026, Monday 30 November 2026
    expect(expectedAt("2026-10-30T09:30Z", payroll)).toBeGreaterThan(480);
    expect(expectedAt("2026-11-30T09:30Z", payroll)).toBeGreaterThan(480);
    expect(expectedAt("2026-11-27T09:30Z", payroll)).toBeLessThan(25);
  });

  it("is expected in every second week, and not in the weeks between", () => {
    const fortnightly: Rate = (atMs) => {
      const fortnight = Math.floor((atMs - Date.parse("2026-11-26")) / (7 * DAY_MS));
      return weekdayOf(atMs) === 4 && fortnight % 2 === 0 && hourOf(atMs) === 5 ? 400 : 20;
    };
    expect(expectedAt("2026-11-26T05:30Z", fortnightly)).toBeGreaterThan(380);
    expect(expectedAt("2026-11-19T05:30Z", fortnightly)).toBeLessThan(25);
  });
});

describe("the day on which it comes round", () => {
  const invoices: Rate = (atMs) => (isLastOfMonth(atMs) && hourOf(atMs) === 22 ? 300 : 20);
  const nowMs = Date.parse("2026-10-31T22:40Z");
  const learnedAtMs = Date.parse("2026-10-31T03:20Z");
  const judged = (rate: Rate, knownMonths: boolean) => {
    const draw = counts(7);
    const runs = minutes(120, (age) => draw(rate(nowMs - (age + 1) * MINUTE_MS)));
    return judgeFunction({
      profile: functionProfile(),
      baseline: learnBaseline(historyOf({ rate: invoices, endMs: learnedAtMs }), learnedAtMs, {
        ...(knownMonths && { longHistory: hoursUntil(learnedAtMs, invoices) }),
      }),
      window: minutesUntil(nowMs, { invocations: runs, durationMs: runs.map((count) => count * 200) }),
      nowMs,
      prices: lambdaPrices("us-east-1"),
    }).kind;
  };

  it("is quiet, where two weeks alone would have alarmed", () => {
    expect(judged(invoices, true)).toBe("quiet");
    expect(judged(invoices, false)).toBe("anomalous");
  });

  it("alarms when far more comes than ever did", () => {
    expect(judged((atMs) => 10 * invoices(atMs), true)).toBe("anomalous");
  });
});

describe("an ordinary year", () => {
  it.each(["2026-11-22T14:00Z", "2026-12-01T09:00Z", "2026-11-30T20:00Z"])(
    "makes nothing special of %s",
    (time) => {
      expect(expectedAt(time, () => 40)).toBeGreaterThan(38);
      expect(expectedAt(time, () => 40)).toBeLessThan(44);
    },
  );
});
