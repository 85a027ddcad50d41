import { afterEach, describe, expect, it } from "vitest";
import { type SimulatedDate, simulateDate } from "../../../scripts/demo/simulated-date.ts";

const TrueDate = Date;
const MIDNIGHT_MS = TrueDate.UTC(2026, 10, 10);

let date: SimulatedDate | undefined;
afterEach(() => date?.release());

describe("a simulated date", () => {
  it("shows the time that it was given, by every way of asking", () => {
    date = simulateDate(MIDNIGHT_MS);
    expect(Date.now()).toBe(MIDNIGHT_MS);
    expect(new Date().toISOString()).toBe("2026-11-10T00:00:00.000Z");
    expect(Date()).toBe(new TrueDate(MIDNIGHT_MS).toString());
    date.setTime(MIDNIGHT_MS + 1_000);
    expect(new Date().toISOString()).toBe("2026-11-10T00:00:01.000Z");
  });

  it("reads any other time as ever", () => {
    date = simulateDate(MIDNIGHT_MS);
    expect(new Date("2026-01-02T03:04:05Z").getTime()).toBe(Date.UTC(2026, 0, 2, 3, 4, 5));
    expect(new Date(2026, 0, 2).getDate()).toBe(2);
    expect(Date.parse("2026-01-02")).toBe(Date.UTC(2026, 0, 2));
  });

  it("takes true dates and its own for dates, before and after", () => {
    const before = new Date();
    date = simulateDate(MIDNIGHT_MS);
    const during = new Date();
    expect([before instanceof Date, during instanceof Date]).toEqual([true, true]);
    date.release();
    expect(during instanceof Date).toBe(true);
    expect(Date).toBe(TrueDate);
  });
});
