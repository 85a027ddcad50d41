import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { learningRange, probeRange, tickRange } from "../../../lib/watch/window.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 3, 7);

describe("tickRange", () => {
  it("ends with the last whole minute and holds thirty", () => {
    expect(tickRange(NOW)).toEqual({
      startMs: Date.UTC(2026, 10, 22, 11, 33),
      endMs: Date.UTC(2026, 10, 22, 12, 3),
      periodSeconds: 60,
    });
  });
});

describe("learningRange", () => {
  it("spans fourteen days of 5-minute periods on their boundary: 4,032 datapoints", () => {
    const range = learningRange(NOW);
    expect(range.endMs).toBe(Date.UTC(2026, 10, 22, 12, 0));
    expect((range.endMs - range.startMs) / (range.periodSeconds * 1000)).toBe(4_032);
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
