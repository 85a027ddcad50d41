import { describe, expect, it } from "vitest";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import { DAY_MS } from "../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import { learningOrder, metricsPerNight } from "../../../lib/watch/learning-order.ts";
import { aBaseline, aProfile, NOW_MS } from "../../support/builders.ts";

const terms = { prices: lambdaPrices("eu-west-1"), probationDays: 3, nowMs: NOW_MS };

/** A function whose runs take so many seconds a minute, learned so many nights ago. */
const learned = (
  functionName: string,
  nightsAgo: number,
  busySeconds: number,
  historyDays = 14,
): Baseline => {
  const usual = aBaseline();
  return aBaseline({
    functionName,
    historyDays,
    learnedAtMs: NOW_MS - nightsAgo * DAY_MS,
    durationMs: { ...usual.durationMs, byTimeOfDay: Array<number>(288).fill(1_000 * busySeconds) },
  });
};

function orderOf(baselines: readonly Baseline[], others: readonly string[] = []): readonly string[] {
  const names = [...baselines.flatMap(({ functionName }) => functionName ?? []), ...others];
  return learningOrder(
    names.map((functionName) => aProfile({ functionName })),
    new Map(baselines.map((baseline) => [baseline.functionName, baseline])),
    terms,
  ).map(({ functionName }) => functionName);
}

describe("the order of learning", () => {
  it("has first what was never learned", () => {
    expect(orderOf([learned("old", 13, 100)], ["new"])).toEqual(["new", "old"]);
  });

  it("weighs what a function runs by the age of its baseline", () => {
    // 10 s a minute for 2 nights weigh as much as 4 s for 5: 20 against 20, 3 s for 5 a little less.
    expect(orderOf([learned("small", 5, 3), learned("large", 2, 10), learned("larger", 2, 30)])).toEqual([
      "larger",
      "large",
      "small",
    ]);
    expect(orderOf([learned("large", 2, 10), learned("small", 8, 10)])).toEqual(["small", "large"]);
  });

  it("has what will soon be too old to act on before all that is learned for the better", () => {
    expect(
      orderOf([learned("busy", 11, 1_000), learned("idle", 12, 0), learned("less-idle", 12, 1)]),
    ).toEqual(["less-idle", "idle", "busy"]);
  });

  it("counts every night of a function on probation", () => {
    expect(orderOf([learned("busy", 1, 100), learned("young", 1, 1, 2)])).toEqual(["young", "busy"]);
  });
});

describe("what a night of learning may read", () => {
  it("is a fifth of what the owner lets the guard cost, night by night", () => {
    // $5 x 0.2 / 30 nights / $0.00001
    expect(metricsPerNight({ limitUsdPerMonth: 5, freeCloudWatchRequests: 1e6 }, 1)).toBe(3_333);
    expect(metricsPerNight({ limitUsdPerMonth: 45, freeCloudWatchRequests: 1e6 }, 0.5)).toBe(15_000);
  });
});

describe("twenty nights of learning 2,000 functions, 200 a night", () => {
  const busy = Array.from({ length: 50 }, (_, index) => `busy-${index}`);
  const others = Array.from({ length: 1_950 }, (_, index) => `other-${index}`);
  const functions = [...others, ...busy].map((functionName) => aProfile({ functionName }));

  it("come to every function within the fortnight, and to what runs most at least every third night", () => {
    const baselineOf = new Map<string | undefined, Baseline>();
    for (let night = 0; night < 20; night += 1) {
      const nowMs = NOW_MS + night * DAY_MS;
      for (const { functionName } of learningOrder(functions, baselineOf, { ...terms, nowMs }).slice(0, 200))
        baselineOf.set(functionName, {
          ...learned(functionName, 0, functionName.startsWith("busy") ? 1_000 : 1),
          learnedAtMs: nowMs,
        });
      const nightsSince = (functionName: string): number =>
        (nowMs - (baselineOf.get(functionName)?.learnedAtMs ?? Number.NEGATIVE_INFINITY)) / DAY_MS;
      if (night < 10) continue;
      expect(Math.max(...others.map(nightsSince))).toBeLessThanOrEqual(13);
      expect(Math.max(...busy.map(nightsSince))).toBeLessThanOrEqual(3);
    }
  });
});
