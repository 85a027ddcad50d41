import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { html } from "../../../lib/report/html.ts";
import { counted, sentence } from "../../../lib/report/numbers.ts";
import { roundTop, timeTicks, valueTicks } from "../../../lib/report/ticks.ts";
import { dayAndTime, lasting, timeOfDay } from "../../../lib/report/times.ts";

describe("markup", () => {
  it("escapes texts and keeps markup", () => {
    const inner = html`<b>${"a < b & c"}</b>`;
    expect(html`<p title="${`"'`}">${inner}${[inner]}${3}</p>`.markup).toBe(
      '<p title="&quot;&#39;"><b>a &lt; b &amp; c</b><b>a &lt; b &amp; c</b>3</p>',
    );
  });
});

describe("an axis", () => {
  it.each([
    [0, 1],
    [3, 4],
    [4.1, 8],
    [970, 1_000],
    [1_700, 2_000],
    [0.0042, 0.008],
  ])("for values up to %d reaches %d", (value, top) => {
    expect(roundTop(value)).toBeCloseTo(top);
  });

  it("has five round values", () => {
    expect(valueTicks(2_000)).toEqual([0, 500, 1_000, 1_500, 2_000]);
  });

  it("has round times, and not too many", () => {
    const from = Date.UTC(2026, 10, 2, 3, 17);
    expect(timeTicks(from, from + 5 * HOUR_MS, 8).map(timeOfDay)).toEqual([
      "04:00",
      "05:00",
      "06:00",
      "07:00",
      "08:00",
    ]);
    expect(timeTicks(from, from + 50 * MINUTE_MS, 8).map(timeOfDay)).toEqual([
      "03:20",
      "03:30",
      "03:40",
      "03:50",
      "04:00",
    ]);
    for (const days of [2, 7, 46, 400])
      expect(timeTicks(from, from + days * DAY_MS, 8).length).toBeLessThanOrEqual(9);
  });
});

describe("words", () => {
  it.each([
    [4, "4 min"],
    [119, "119 min"],
    [120, "2 h"],
    [135, "2 h 15 min"],
    [5_040, "3.5 days"],
  ])("for %i minutes are %s", (minutes, words) => {
    expect(lasting(minutes * MINUTE_MS)).toBe(words);
  });

  it("are UTC, whatever this machine's zone", () => {
    expect(dayAndTime(Date.UTC(2026, 10, 2, 3, 17))).toBe("2026-11-02 03:17");
  });

  it("count", () => {
    expect([0, 1, 1_200].map((count) => counted(count, "alarm"))).toEqual([
      "no alarm",
      "1 alarm",
      "1,200 alarms",
    ]);
    expect(sentence("no alarm")).toBe("No alarm");
  });
});
