import { describe, expect, it } from "vitest";
import { judgeFunction } from "../../../lib/detect/judge.ts";
import { learnBaseline } from "../../../lib/detect/learn-baseline.ts";
import type { Anomaly, Verdict } from "../../../lib/domain/anomaly.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import { DAY_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import { counts, functionProfile, minutes, minutesUntil, NOW, runsOf } from "./scene.ts";

const RUN_MS = 500;
const MINUTES = (14 * DAY_MS) / MINUTE_MS;

/** Two weeks in minutes. */
const baselineOf = (runsAt: (minute: number) => number): Baseline =>
  learnBaseline(
    minutesUntil(
      NOW,
      runsOf(
        minutes(MINUTES, (age) => runsAt(MINUTES - 1 - age)),
        RUN_MS,
      ),
    ),
    NOW,
    {
      existsSinceMs: NOW - 90 * DAY_MS,
    },
  );

/** As seen when `final` minutes of the new runs are final, after two hours of nothing. */
const awakeFor = (baseline: Baseline, final: number, perMinute: (minute: number) => number): Verdict =>
  judgeFunction({
    profile: functionProfile(),
    baseline,
    window: minutesUntil(
      NOW,
      runsOf(
        minutes(125, (age) => (age < final ? perMinute(final - 1 - age) : 0)),
        RUN_MS,
      ),
    ),
    nowMs: NOW + 2 * MINUTE_MS,
    prices: lambdaPrices("us-east-1"),
  });

function anomalyOf(verdict: Verdict): Anomaly {
  if (verdict.kind !== "anomalous") throw new Error(verdict.reason);
  return verdict.anomaly;
}

const silent = baselineOf(() => 0);
const handful = (() => {
  const draw = counts(23);
  return baselineOf(() => Math.min(1, draw(5 / 1_440)));
})();

describe.each([
  ["silent for two weeks", silent],
  ["that runs a handful of times a day", handful],
])("a function %s", (_what, baseline) => {
  it("alarms when its second minute of twenty runs is final, as awakened", () => {
    const anomaly = anomalyOf(awakeFor(baseline, 2, () => 20));
    expect(anomaly.signals.map(({ kind }) => kind)).toContain("volume");
    expect(anomaly.cause).toBe("awakened");
    expect(anomaly.beganAtMs).toBe(NOW - 2 * MINUTE_MS);
  });

  it("alarms in the first minute of sixty runs", () => {
    expect(anomalyOf(awakeFor(baseline, 1, () => 60)).cause).toBe("awakened");
  });

  it("is still awakened an hour later, when its runs are no news any more", () => {
    const anomaly = anomalyOf(awakeFor(baseline, 70, () => 20));
    expect(anomaly.cause).toBe("awakened");
    expect(anomaly.beganAtMs).toBe(NOW - 70 * MINUTE_MS);
  });

  it("is quiet when somebody tries it out", () => {
    expect(awakeFor(baseline, 3, (minute) => (minute === 0 ? 3 : 1)).kind).toBe("quiet");
    expect(awakeFor(baseline, 20, (minute) => (minute % 4 === 0 ? 1 : 0)).kind).toBe("quiet");
  });
});

describe("a function that does its work once a day", () => {
  const daily = baselineOf((minute) => (minute % 1_440 === 1_439 ? 200 : 0));

  it("is quiet when the work comes, also a few minutes late", () => {
    expect(awakeFor(daily, 1, () => 200).kind).toBe("quiet");
    expect(awakeFor(daily, 3, (minute) => (minute === 0 ? 200 : 0)).kind).toBe("quiet");
  });

  it("alarms when it works for a quarter of an hour on end", () => {
    expect(awakeFor(daily, 15, () => 200).kind).toBe("anomalous");
  });
});
