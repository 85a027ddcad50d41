import { describe, expect, it } from "vitest";
import { newsOfAlarms } from "../../../lib/detect/newsworthy.ts";

/** The minutes that are news, of an alarm with these levels; 0 is calm. */
const newsAt = (levelAt: (minute: number) => number, minutes: number): number[] => {
  const isNews = newsOfAlarms();
  return Array.from({ length: minutes }, (_, minute) => minute).filter((minute) =>
    isNews(minute, levelAt(minute) > 0, levelAt(minute)),
  );
};

describe("an alarm", () => {
  it("is news for fifty minutes while it goes on as it was", () => {
    expect(newsAt(() => 100, 600)).toEqual(Array.from({ length: 50 }, (_, minute) => minute));
  });

  it("is news again when it has grown beyond twice what was told", () => {
    const news = newsAt((minute) => (minute < 200 ? 100 : 201), 400);
    expect(news.filter((minute) => minute >= 50)).toEqual(
      Array.from({ length: 50 }, (_, index) => 200 + index),
    );
  });

  it("that returns within the hour is the same alarm", () => {
    expect(
      newsAt((minute) => (minute < 60 || minute >= 110 ? 100 : 0), 300).some((minute) => minute >= 60),
    ).toBe(false);
  });

  it("that returns after more than an hour of calm is a new one", () => {
    expect(newsAt((minute) => (minute < 60 || minute >= 130 ? 100 : 0), 300).at(50)).toBe(130);
  });
});
