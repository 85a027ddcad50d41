import { describe, expect, it } from "vitest";
import { searchForCause } from "../../../lib/app/search-for-cause.ts";
import type { AccountRise } from "../../../lib/domain/account-rise.ts";
import type { Baseline, SeasonalProfile } from "../../../lib/domain/baseline.ts";
import { GUARD_PARTS, type MonthlyUsage, NO_USAGE } from "../../../lib/domain/guard-usage.ts";
import type { Measurement, Window } from "../../../lib/domain/observation.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { aBaseline, aCatalogue, anAnomaly, aProfile, NOW_MS } from "../../support/builders.ts";
import { fakeControl } from "../../support/fake-control.ts";
import { guardOver } from "../../support/guard.ts";
import { type Script, scriptedMetrics } from "../../support/scripted-metrics.ts";
import { minutes, minutesUntil } from "../detect/scene.ts";
import { aFleet, members } from "../watch/reading.ts";

const COUNT = 400;
const BEGINS_MS = NOW_MS + 2 * MINUTE_MS;
const names = Array.from({ length: COUNT }, (_, index) => `service-${index}`);
const OFTEN_BUSY = "service-7";

type Minute = Partial<Record<Measurement, number>>;
const USUAL: Minute = { invocations: 60, durationMs: 60_000, maxConcurrency: 2 };
/** What somebody does on top of that from the beginning on. */
type Others = Readonly<Record<string, Minute>>;

const script =
  (others: Others): Script =>
  (name, measurement, minuteMs) => {
    const more = (other: string): number => (minuteMs < BEGINS_MS ? 0 : (others[other]?.[measurement] ?? 0));
    const usual = USUAL[measurement] ?? 0;
    if (name !== undefined) return usual + more(name);
    return COUNT * usual + Object.keys(others).reduce((sum, other) => sum + more(other), 0);
  };

const level = (usual: SeasonalProfile, perMinute: number, ownBurst: number): SeasonalProfile => ({
  ...usual,
  byTimeOfDay: new Array<number>(288).fill(perMinute),
  recordPerMinute: 2 * perMinute,
  ownBursts: usual.ownBursts.map(() => ownBurst),
  relativeSpread: 0.05,
});
const learned = (functionName: string | undefined, times: number): Baseline => {
  const { functionName: _, ...usual } = aBaseline();
  const ownBurst = functionName === OFTEN_BUSY ? 1e6 : 2;
  return {
    ...usual,
    ...(functionName === undefined ? {} : { functionName }),
    invocations: level(usual.invocations, 60 * times, ownBurst),
    durationMs: level(usual.durationMs, 60_000 * times, ownBurst),
    meanDurationMs: 1_000,
  };
};

async function aGuard(others: Others, usage: MonthlyUsage = {}) {
  let nowMs = NOW_MS;
  const metrics = scriptedMetrics(script(others));
  const guard = guardOver({ clock: () => nowMs, metrics, control: fakeControl([]) });
  const functions = names.map((functionName) => aProfile({ functionName, triggers: [] }));
  for (const part of GUARD_PARTS) await guard.stores.usage.add(part, usage[part] ?? NO_USAGE, nowMs);
  await guard.stores.catalogue.save(aCatalogue(functions));
  await guard.stores.baselines.save([learned(undefined, COUNT), ...names.map((name) => learned(name, 1))]);
  return {
    guard,
    metrics,
    /** What the account's total looked like in each of the next minutes. */
    async tripwireIn(minutes: number): Promise<readonly string[]> {
      const words: string[] = [];
      for (let minute = 0; minute < minutes; minute += 1) {
        words.push((await guard.tick()).report.tripwire);
        nowMs += MINUTE_MS;
      }
      return words;
    },
  };
}

const rise: AccountRise = {
  runsPerMinute: 20_000,
  durationMsPerMinute: 2_000_000,
  errorsPerMinute: 0,
  eventsPerMinute: 0,
  concurrency: 0,
  isOfUse: true,
  lastingMinutes: 1,
};

/** Looks through two hundred functions, of which one is behind the rise and all others do three times their usual. */
async function search(guilty: string): Promise<readonly string[]> {
  const fleet = aFleet(members(200));
  const read = new Map<string, Window>();
  const { functionNames } = await searchForCause({
    ...{ fleet, rise, read, nowMs: NOW_MS, savedReads: 10_000, priceRatio: 1, mayRank: true },
    metrics: scriptedMetrics(() => 0),
    profileOf: new Map(),
    baselineOf: new Map(),
    inVain: new Set(),
    ask: async (asked) => new Map(asked.map((name) => [name, risenBy(name === guilty ? 20_000 : 120)])),
    judge: (functionName, window) => {
      if (typeof window === "object") read.set(functionName, window);
      return { kind: "anomalous", functionName, anomaly: { ...anAnomaly(), functionName } };
    },
    isStillRisen: () => !read.has(guilty),
  });
  return functionNames;
}

/** 60 runs of 100 ms a minute, and so many more in the last three. */
function risenBy(more: number): Window {
  const runs = minutes(60, (age) => 60 + (age < 3 ? more : 0));
  return minutesUntil(NOW_MS, { invocations: runs, durationMs: runs.map((count) => 100 * count) });
}

describe("looking for who is behind a rise", () => {
  it("goes on past what is abnormal besides, until it is found", async () => {
    const all = (await search("nobody")).length;
    expect(all).toBe(200);
    const last = (await search("nobody")).at(-1) ?? "";
    expect(await search(last)).toHaveLength(all);
    const first = (await search("nobody"))[0] ?? "";
    expect(await search(first)).toHaveLength(16);
  });

  it("goes on by the free requests when the month's money is spent", async () => {
    const spent = { watch: { ...NO_USAGE, getMetricDataMetrics: 1e6, lambdaInvocations: 20_000 } };
    const flood = { "service-9": { invocations: 20_000, durationMs: 20_000_000, maxConcurrency: 333 } };
    const { guard, metrics, tripwireIn } = await aGuard(flood, spent);
    await tripwireIn(8);
    const open = await guard.stores.incidents.listOpen();
    expect(open.map(({ functionName }) => functionName)).toContain("service-9");
    // Only what is abnormal is looked at more closely for money.
    expect(new Set(metrics.paid.flat())).toEqual(new Set(["service-9"]));
  });

  it("is not repeated while whoever explains the rise is busy, as he often is", async () => {
    const busy = { [OFTEN_BUSY]: { invocations: 1_500, durationMs: 1_500_000 } };
    const { guard, tripwireIn } = await aGuard(busy);
    const [first, ...later] = (await tripwireIn(12)).slice(3);
    expect(first).toMatch(/^account: 1,500,000 billed ms a minute more/);
    expect(new Set(later)).toEqual(new Set(["the account's total is as usual"]));
    expect(await guard.stores.incidents.listOpen()).toEqual([]);
  });
});
