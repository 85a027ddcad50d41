import { describe, expect, it } from "vitest";
import { finalUntil } from "../../../lib/domain/lambda-metric.ts";
import { DAY_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { learningRange, longRange, monthsRange, probeRange, tickRange } from "../../../lib/watch/window.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 3, 7);

describe("tickRange", () => {
  it("ends with the last whole minute and holds the two hours of the longest rise", () => {
    expect(tickRange(NOW)).toEqual({
      startMs: Date.UTC(2026, 10, 22, 9, 58),
      endMs: Date.UTC(2026, 10, 22, 12, 3),
      periodSeconds: 60,
    });
  });
});

describe("longRange", () => {
  it("holds the eight hours of the slowest rise, and the quarter of an hour by which long runs are late", () => {
    const range = longRange(NOW);
    expect(range).toEqual({
      startMs: Date.UTC(2026, 10, 22, 3, 0),
      endMs: Date.UTC(2026, 10, 22, 12, 0),
      periodSeconds: 300,
    });
    expect((range.endMs - range.startMs) / MINUTE_MS).toBeGreaterThanOrEqual(480 + 15 + 5);
  });
});

describe("learningRange", () => {
  it.each([
    [60, 20_160],
    [300, 4_032],
  ] as const)(
    "spans fourteen days on the boundary of 5 minutes: in periods of %d s %d datapoints",
    (periodSeconds, points) => {
      const range = learningRange(NOW, periodSeconds);
      expect(range.endMs).toBe(Date.UTC(2026, 10, 22, 12, 0));
      expect((range.endMs - range.startMs) / (range.periodSeconds * 1000)).toBe(points);
    },
  );
});

describe("learningRange, right after 5 whole minutes", () => {
  it("leaves out the newest of them, or its last minutes would not be final and the oldest day not whole", () => {
    const nowMs = Date.UTC(2026, 10, 22, 3, 20, 9);
    const range = learningRange(nowMs, 60);
    expect(range.endMs).toBe(Date.UTC(2026, 10, 22, 3, 15));
    expect(finalUntil(range.endMs, nowMs)).toBe(range.endMs);
  });
});

describe("monthsRange", () => {
  it("spans a year and a month in hours, up to the last whole one", () => {
    expect(monthsRange(NOW)).toEqual({
      startMs: Date.UTC(2025, 9, 18, 12),
      endMs: Date.UTC(2026, 10, 22, 12),
      periodSeconds: 3600,
    });
  });
});

describe("probeRange", () => {
  it("starts with the minute of the trip", () => {
    expect(probeRange(NOW - 10 * MINUTE_MS, NOW).startMs).toBe(Date.UTC(2026, 10, 22, 11, 53));
  });

  it("never asks for more than a day", () => {
    const range = probeRange(NOW - 3 * DAY_MS, NOW);
    expect(range.endMs - range.startMs).toBe(DAY_MS);
  });

  it("holds at least one minute right after the trip", () => {
    const range = probeRange(NOW, NOW);
    expect(range.endMs - range.startMs).toBe(MINUTE_MS);
  });
});
