import { describe, expect, it } from "vitest";
import { hourlyHistory } from "../../../lib/detect/hourly-history.ts";
import { weekdayFactorsOfWeeks } from "../../../lib/detect/weekday-factors-of-weeks.ts";
import { DAY_MS, type EpochMs } from "../../../lib/domain/time.ts";
import { dateOf, hoursUntil, weekdayOf } from "./long-scene.ts";
import { NOW, type Rate } from "./scene.ts";

const office: Rate = (atMs) => ([0, 6].includes(weekdayOf(atMs)) ? 12 : 40);
const factorsOf = (rate: Rate, days = 60, endMs: EpochMs = NOW) =>
  weekdayFactorsOfWeeks(hourlyHistory(hoursUntil(endMs, rate, { days }), "invocations"));

describe("weekdayFactorsOfWeeks", () => {
  it("tells quiet weekends from busy weekdays", () => {
    const factors = factorsOf(office) ?? [];
    for (const weekday of [1, 2, 3, 4, 5]) expect(factors[weekday]).toBeCloseTo(1, 1);
    // 12 of 40
    for (const weekday of [0, 6]) expect(factors[weekday]).toBeCloseTo(0.3, 1);
  });

  it("is not moved by two holidays and an attack, which the last two weeks alone would be", () => {
    const disturbed: Rate = (atMs) => {
      const date = dateOf(atMs);
      if (date === "2026-11-09" || date === "2026-11-16") return 5;
      return date === "2026-11-15" ? 4_000 : office(atMs);
    };
    const factors = factorsOf(disturbed) ?? [];
    expect(factors[1]).toBeCloseTo(1, 1);
    expect(factors[0]).toBeCloseTo(0.3, 1);
  });

  it("holds while the function grows a tenth each week", () => {
    const growing: Rate = (atMs) => office(atMs) * 1.1 ** ((atMs - NOW) / (7 * DAY_MS));
    const factors = factorsOf(growing) ?? [];
    expect(factors[6]).toBeCloseTo(0.3, 1);
    expect(factors[3]).toBeCloseTo(1, 1);
  });

  it("takes days for alike that only chance tells apart", () => {
    expect(factorsOf(() => 40)).toHaveLength(7);
    for (const factor of factorsOf(() => 40) ?? []) expect(factor).toBeCloseTo(1, 1);
  });

  it("says nothing of less than four weeks, and of a function that hardly ever runs", () => {
    expect(factorsOf(office, 27)).toBeUndefined();
    expect(factorsOf((atMs) => (dateOf(atMs).endsWith("01") ? 10 : 0))).toBeUndefined();
  });
});
