import { describe, expect, it } from "vitest";
import { easterDay } from "../../../lib/detect/easter.ts";
import { monthlyForerunners, yearlyForerunners } from "../../../lib/detect/forerunners.ts";
import { DAY_MS } from "../../../lib/domain/time.ts";

const dayOf = (date: string): number => Date.parse(date) / DAY_MS;
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

describe("easterDay", () => {
  // dateutil.easter of python-dateutil, and any almanac
  it.each(["2000-04-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"])(
    "knows %s",
    (date) => {
      expect(dateOf(easterDay(Number(date.slice(0, 4))))).toBe(date);
    },
  );
});

describe("yearlyForerunners", () => {
  it.each([
    ["Christmas", "2026-12-25", "2025-12-25"],
    ["Black Friday, from a fourth Friday to a fourth", "2026-11-27", "2025-11-28"],
    ["Black Friday, from a fifth Friday to a fourth", "2025-11-28", "2024-11-29"],
    ["Cyber Monday, the first of December", "2026-11-30", "2025-12-01"],
    ["Labor Day, the first Monday of September", "2026-09-07", "2025-09-01"],
    ["Memorial Day, the last Monday of May", "2026-05-25", "2025-05-26"],
    ["Good Friday", "2026-04-03", "2025-04-18"],
    ["Whit Monday", "2026-05-25", "2025-06-09"],
  ])("of %s hold last year's", (_name, date, before) => {
    expect(yearlyForerunners(dayOf(date)).map(dateOf)).toContain(before);
  });

  it("of the 29th of February hold no other date", () => {
    expect(yearlyForerunners(dayOf("2028-02-29")).map(dateOf)).not.toContain("2027-03-01");
  });

  it("lie all a year before, give or take the shift of a holiday", () => {
    for (let day = dayOf("2026-01-01"); day < dayOf("2027-01-01"); day += 1)
      for (const forerunner of yearlyForerunners(day)) {
        expect(day - forerunner).toBeGreaterThan(364 - 36);
        expect(day - forerunner).toBeLessThan(366 + 36);
      }
  });
});

describe("monthlyForerunners", () => {
  const rhythmsOf = (date: string): string[][] =>
    monthlyForerunners(dayOf(date)).map((days) => days.map(dateOf));

  it("hold the same date of the months before, where they have it", () => {
    expect(rhythmsOf("2026-05-31")[0]?.slice(0, 3)).toEqual(["2026-03-31", "2026-01-31", "2025-12-31"]);
  });

  it("hold the last days of the months before, however long these are", () => {
    expect(rhythmsOf("2026-05-31")[1]?.slice(0, 3)).toEqual(["2026-04-30", "2026-03-31", "2026-02-28"]);
  });

  it("hold the last and the first working days", () => {
    // Friday 29 May 2026 is the last working day; before it Thursday 30 April, Tuesday 31 March, Friday 27 February
    expect(rhythmsOf("2026-05-29")[3]?.slice(0, 3)).toEqual(["2026-04-30", "2026-03-31", "2026-02-27"]);
    // Monday 1 June; before it Friday 1 May, Wednesday 1 April, Monday 2 March
    expect(rhythmsOf("2026-06-01")[2]?.slice(0, 3)).toEqual(["2026-05-01", "2026-04-01", "2026-03-02"]);
  });

  it("hold every second week", () => {
    expect(rhythmsOf("2026-05-29").at(-1)?.slice(0, 2)).toEqual(["2026-05-15", "2026-05-01"]);
  });

  it("know no working days on a weekend", () => {
    expect(rhythmsOf("2026-05-31")).toHaveLength(3);
  });
});
