import { describe, expect, it } from "vitest";
import { expectedPerMinute } from "../../../lib/detect/expectation.ts";
import { blankBaseline, learnBaseline } from "../../../lib/detect/learn-baseline.ts";
import type { Window } from "../../../lib/domain/observation.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { diurnal, even, historyOf, learned, NOW, type Rate } from "./scene.ts";

/** 20 minutes from 02:00 UTC, started up to 5 minutes early or late, a third larger or smaller. */
const nightlyBatch: Rate = (atMs) => {
  const day = Math.floor(atMs / DAY_MS);
  const startMs = day * DAY_MS + 2 * HOUR_MS + ((day * 7) % 11) * MINUTE_MS - 5 * MINUTE_MS;
  const size = 40 * (1 + 0.3 * Math.sin(day * 2.4));
  return atMs >= startMs && atMs < startMs + 20 * MINUTE_MS ? size : 0;
};

describe("learnBaseline", () => {
  it("learns the course of the day", () => {
    const { invocations } = learned({ rate: diurnal(60) });
    // 60 * 1.8 at 14:00 and 60 * 0.2 at 02:00; tolerance for neighbouring slots and chance
    expect(expectedPerMinute(invocations, NOW)).toBeGreaterThan(100);
    expect(expectedPerMinute(invocations, NOW)).toBeLessThan(120);
    expect(expectedPerMinute(invocations, NOW + 12 * HOUR_MS)).toBeLessThan(16);
  });

  it("does not take yesterday's attack for normal", () => {
    const yesterday: Rate = (atMs) => (atMs > NOW - 20 * HOUR_MS ? 50 : 1) * diurnal(60)(atMs);
    const clean = learned({ rate: diurnal(60) });
    const attacked = learned({ rate: yesterday });
    expect(attacked.invocations.recordPerMinute).toBeLessThan(1.1 * clean.invocations.recordPerMinute);
    for (let hour = 0; hour < 24; hour += 1) {
      const ratio =
        expectedPerMinute(attacked.invocations, NOW + hour * HOUR_MS) /
        expectedPerMinute(clean.invocations, NOW + hour * HOUR_MS);
      expect(ratio).toBeGreaterThan(0.8);
      expect(ratio).toBeLessThan(1.2);
    }
  });

  it("expects the nightly batch from five minutes early to five minutes late", () => {
    const { invocations } = learned({ rate: nightlyBatch, endMs: NOW });
    const twoOClock = Math.floor(NOW / DAY_MS) * DAY_MS + 2 * HOUR_MS;
    for (const minute of [-4, 0, 10, 19])
      expect(expectedPerMinute(invocations, twoOClock + minute * MINUTE_MS)).toBeGreaterThan(15);
    expect(expectedPerMinute(invocations, twoOClock + 3 * HOUR_MS)).toBe(0);
  });

  it("learns quiet weekends that both weeks agree on", () => {
    const office: Rate = (atMs) => ([0, 6].includes(new Date(atMs).getUTCDay()) ? 12 : 40);
    const { invocations } = learned({ rate: office });
    expect(expectedPerMinute(invocations, Date.UTC(2026, 10, 22, 10))).toBeLessThan(16);
    expect(expectedPerMinute(invocations, Date.UTC(2026, 10, 23, 10))).toBeGreaterThan(36);
  });

  it("does not make Mondays busy because of one attack on a Monday", () => {
    const lastMonday = Date.UTC(2026, 10, 16);
    const attacked: Rate = (atMs) => (atMs >= lastMonday && atMs < lastMonday + DAY_MS ? 2_000 : 40);
    expect(learned({ rate: attacked }).invocations.byWeekday[1]).toBeLessThan(1.1);
  });

  it("counts history from the first run on", () => {
    const young: Rate = (atMs) => (atMs < NOW - 2.5 * DAY_MS ? 0 : 10);
    const baseline = learned({ rate: young });
    expect(baseline.historyDays).toBeCloseTo(2.5, 1);
    expect(expectedPerMinute(baseline.invocations, NOW)).toBeGreaterThan(8);
  });

  it("takes silence for history when the function is known to have existed", () => {
    const baseline = learnBaseline(historyOf({ rate: even(0) }), NOW, {
      existsSinceMs: NOW - 60 * DAY_MS,
    });
    expect(baseline.historyDays).toBe(14);
    expect(expectedPerMinute(baseline.invocations, NOW)).toBe(0);
  });

  it("learns nothing from periods that are not final", () => {
    const history: Window = { ...historyOf({ rate: even(10) }), finalUntilMs: NOW - 7 * DAY_MS };
    expect(learnBaseline(history, NOW).historyDays).toBe(7);
  });

  it("guesses the busy concurrency from the billed time when it was not read", () => {
    // 300 runs a minute of 1 s: 5 at once on average
    const baseline = learned({ rate: even(300), runMs: 1_000 });
    expect(baseline.busyConcurrency).toBeGreaterThanOrEqual(10);
    expect(baseline.busyConcurrency).toBeLessThanOrEqual(14);
  });

  it("learns errors, concurrency and asynchronous events where they were read", () => {
    const baseline = learned({
      rate: even(100),
      also: { errors: () => 5, maxConcurrency: () => 3, asyncEventsReceived: (runs) => runs },
    });
    expect(baseline.errorsPerMinute).toBe(1);
    expect(baseline.busyConcurrency).toBe(3);
    expect(baseline.asyncEventsSeen).toBe(true);
    expect(learned({ rate: even(100) }).asyncEventsSeen).toBe("unknown");
  });

  it("refuses periods of another length", () => {
    const hourly: Window = { ...historyOf({ rate: even(10) }), periodSeconds: 3600 };
    expect(() => learnBaseline(hourly, NOW)).toThrow(RangeError);
  });
});

describe("blankBaseline", () => {
  it("expects nothing and rests on no history", () => {
    const baseline = blankBaseline("checkout", NOW);
    expect(baseline).toMatchObject({ functionName: "checkout", historyDays: 0, busyConcurrency: 1 });
    expect(expectedPerMinute(baseline.invocations, NOW)).toBe(0);
  });
});
