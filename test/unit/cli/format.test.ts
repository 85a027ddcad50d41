import { describe, expect, it } from "vitest";
import { parseDurationMinutes } from "../../../lib/cli/duration.ts";
import { relativeTime } from "../../../lib/cli/format.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../lib/domain/time.ts";

describe("relativeTime", () => {
  it.each([
    [0, "just now"],
    [-29 * SECOND_MS, "just now"],
    [-31 * SECOND_MS, "1 min ago"],
    [-4 * MINUTE_MS, "4 min ago"],
    [-119 * MINUTE_MS, "119 min ago"],
    [-2 * HOUR_MS, "2 h ago"],
    [-47 * HOUR_MS, "47 h ago"],
    [-2 * DAY_MS, "2 d ago"],
    [90 * MINUTE_MS, "in 90 min"],
    [5 * HOUR_MS, "in 5 h"],
    [7 * DAY_MS, "in 7 d"],
  ])("%i ms from now is %s", (offsetMs, text) => {
    expect(relativeTime(1_795_316_400_000 + offsetMs, 1_795_316_400_000)).toBe(text);
  });
});

describe("parseDurationMinutes", () => {
  it.each([
    ["30", 30],
    ["30m", 30],
    ["4h", 240],
    ["2d", 2_880],
  ])("%s is %i minutes", (text, minutes) => {
    expect(parseDurationMinutes(text)).toBe(minutes);
  });

  it.each([[""], ["m"], ["-5m"], ["1.5h"], ["2w"], ["4 h"], ["1h30m"]])("%j is no duration", (text) => {
    expect(parseDurationMinutes(text)).toBeUndefined();
  });
});
