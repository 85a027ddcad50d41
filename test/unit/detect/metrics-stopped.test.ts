import { describe, expect, it } from "vitest";
import { metricsStopped } from "../../../lib/detect/metrics-stopped.ts";
import type { Baseline, SeasonalProfile } from "../../../lib/domain/baseline.ts";
import type { Window } from "../../../lib/domain/observation.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { aBaseline, NOW_MS } from "../../support/builders.ts";

const account = (changes: Partial<SeasonalProfile> = {}): Baseline => {
  const { functionName: _, ...baseline } = aBaseline();
  return { ...baseline, invocations: { ...baseline.invocations, ...changes } };
};

/** Two hours at 60 a minute, of which nothing is seen of the newest minutes; three of them are not final. */
const silentFor = (minutes: number): Window => ({
  startMs: NOW_MS - 120 * MINUTE_MS,
  periodSeconds: 60,
  finalUntilMs: NOW_MS - 3 * MINUTE_MS,
  series: { invocations: Array.from({ length: 120 }, (_, minute) => (minute < 117 - minutes ? 60 : 0)) },
});

describe("metrics that stop", () => {
  it("are told by a total of nothing where much is usual", () => {
    expect(metricsStopped(account(), silentFor(15))).toEqual({
      sinceMs: NOW_MS - 18 * MINUTE_MS,
      // 15 minutes at 60 a minute.
      expectedRuns: 900,
    });
  });

  it("are not taken for stopped while they may only be late", () => {
    expect(metricsStopped(account(), silentFor(14))).toBeUndefined();
    expect(metricsStopped(account(), silentFor(0))).toBeUndefined();
  });

  it("are told from a night in which next to nothing is usual", () => {
    // 2 runs in 5 minutes: six in a quarter of an hour, and none of them is no wonder.
    expect(metricsStopped(account({ byTimeOfDay: Array(288).fill(0.4) }), silentFor(15))).toBeUndefined();
  });

  it("are told from a day of the week on which nobody works", () => {
    const sundayMs = NOW_MS;
    expect(new Date(sundayMs).getUTCDay()).toBe(0);
    const byWeekday = [0, 1, 1, 1, 1, 1, 1];
    expect(metricsStopped(account({ byWeekday }), silentFor(60))).toBeUndefined();
  });

  it("are told from a pause of an account that is as noisy as it is busy", () => {
    // Half its mean up or down: nothing at all is two deviations away, and that happens.
    expect(metricsStopped(account({ relativeSpread: 0.5 }), silentFor(60))).toBeUndefined();
  });

  it("are seen where only the guard itself runs, three times a minute", () => {
    const guardOnly = account({ byTimeOfDay: Array(288).fill(3), relativeSpread: 0 });
    expect(metricsStopped(guardOnly, silentFor(15))).toMatchObject({ expectedRuns: 45 });
  });

  it("are no matter where nothing was learned or read", () => {
    expect(metricsStopped(undefined, silentFor(60))).toBeUndefined();
    expect(metricsStopped(account(), { ...silentFor(60), series: {} })).toBeUndefined();
  });
});
