import { describe, expect, it } from "vitest";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import type { MetricReader } from "../../../lib/ports/metrics.ts";
import { aBaseline, aCatalogue, aProfile, NOW_MS } from "../../support/builders.ts";
import { fakeControl } from "../../support/fake-control.ts";
import { guardOver } from "../../support/guard.ts";
import { scriptedMetrics } from "../../support/scripted-metrics.ts";

const names = ["checkout", "search", "thumbnails"];
const catalogue = aCatalogue(names.map((functionName) => aProfile({ functionName })));
const clock = () => NOW_MS;
const control = fakeControl([]);
const steady = scriptedMetrics((_name, measurement) => (measurement === "durationMs" ? 500 : 5));

describe("learn", () => {
  it("learns every function of the catalogue, and the account's total", async () => {
    const guard = guardOver({ clock, control, metrics: steady });
    await guard.stores.catalogue.save(catalogue);
    expect(await guard.learn()).toMatchObject({ learned: 4, kept: 0, unread: [] });
    const learned = await guard.stores.baselines.load();
    expect(learned.map(({ functionName }) => functionName).sort()).toEqual([...names, undefined]);
    const search = learned.find(({ functionName }) => functionName === "search");
    expect(search?.invocations.byTimeOfDay[0]).toBeCloseTo(5);
    expect(search?.errorsPerMinute).toBeCloseTo(5);
  });

  it("keeps the old baseline of a function whose history it could not read", async () => {
    const metrics = scriptedMetrics((name) => (name === "checkout" ? "unread" : 5));
    const guard = guardOver({ clock, control, metrics });
    await guard.stores.catalogue.save(catalogue);
    const old = aBaseline({ functionName: "checkout", meanDurationMs: 123 });
    await guard.stores.baselines.save([old]);
    expect(await guard.learn()).toMatchObject({ learned: 3, kept: 1 });
    expect(await guard.stores.baselines.load()).toContainEqual(old);
  });

  it("forgets functions that are gone", async () => {
    const guard = guardOver({ clock, control, metrics: steady });
    await guard.stores.catalogue.save(catalogue);
    await guard.stores.baselines.save([aBaseline({ functionName: "deleted-last-week" })]);
    await guard.learn();
    const learned = await guard.stores.baselines.load();
    expect(learned.map(({ functionName }) => functionName)).not.toContain("deleted-last-week");
  });

  it("learns the account's total in an account without an inventory", async () => {
    const guard = guardOver({ clock, control, metrics: steady });
    expect(await guard.learn()).toMatchObject({ learned: 1 });
  });

  it("goes on without Cost Explorer, and says that it is not available", async () => {
    const billing = {
      readDailyLambdaCost: async () =>
        Promise.reject(new CloudCallError("ce:GetCostAndUsage", false, "AccessDeniedException")),
    };
    const guard = guardOver({ clock, control, metrics: steady, billing });
    expect(await guard.learn()).toMatchObject({ learned: 1, billed: "unavailable" });
  });

  it("reports what Cost Explorer says of the last three days", async () => {
    const asked: string[] = [];
    const days = [{ day: "2026-11-20", usd: 1.25, estimated: false }];
    const billing = {
      readDailyLambdaCost: async (fromDay: string, toDay: string) => {
        asked.push(fromDay, toDay);
        return days;
      },
    };
    const guard = guardOver({ clock, control, metrics: steady, billing });
    expect(await guard.learn()).toMatchObject({ billed: days });
    expect(asked).toEqual(["2026-11-19", "2026-11-22"]);
  });

  it("saves nothing when CloudWatch is gone: the old baselines stay", async () => {
    const metrics = scriptedMetrics(() => 5);
    metrics.goDown();
    const guard = guardOver({ clock, control, metrics });
    await guard.stores.catalogue.save(catalogue);
    await guard.stores.baselines.save([aBaseline()]);
    await expect(guard.learn()).rejects.toThrow(CloudCallError);
    expect(await guard.stores.baselines.load()).toEqual([aBaseline()]);
  });

  it("says what it reads, and what CloudWatch bills for it", async () => {
    const guard = guardOver({ clock, control, metrics: steady });
    await guard.stores.catalogue.save(catalogue);
    // Of each function: durations in minutes and in hours, errors, concurrency and events in 5 minutes.
    expect(await guard.learn()).toMatchObject({ metricsRead: 15, metricsUsd: 15 * 0.00001 });
  });

  it("learns for twelve minutes, and goes on the next time with those that it did not reach", async () => {
    const many = Array.from({ length: 120 }, (_, index) => `f-${index}`);
    let nowMs = NOW_MS;
    const idle = scriptedMetrics(() => 0);
    const metrics: MetricReader = {
      ...idle,
      // A batch of 50 that did nothing has one read, of seven and a half minutes: there is time for two of them.
      readWindows: async (requests, range) => {
        nowMs += 7.5 * MINUTE_MS;
        return idle.readWindows(requests, range);
      },
    };
    const guard = guardOver({ clock: () => nowMs, control, metrics });
    const lastModifiedMs = NOW_MS - 2 * DAY_MS;
    const young = many.map((functionName) => aProfile({ functionName, lastModifiedMs }));
    await guard.stores.catalogue.save(aCatalogue(young));
    const learnedAtMs = async (name: string) =>
      (await guard.stores.baselines.load()).find(({ functionName }) => functionName === name)?.learnedAtMs;
    expect(await guard.learn()).toMatchObject({ learned: 101, postponed: 20, metricsRead: 100 });
    expect(await learnedAtMs("f-119")).toBeUndefined();
    nowMs = NOW_MS + DAY_MS;
    expect(await guard.learn()).toMatchObject({ learned: 101, kept: 20, postponed: 20 });
    expect(await learnedAtMs("f-119")).toBe(NOW_MS + DAY_MS);
    expect(await learnedAtMs("f-99")).toBe(NOW_MS);
  });

  it("reads of a function that did not run in the fortnight no more than that", async () => {
    // Ran last three weeks ago.
    const metrics = scriptedMetrics((name, _measurement, atMs) =>
      name === "checkout" && atMs > NOW_MS - 21 * DAY_MS ? 0 : 5,
    );
    const guard = guardOver({ clock, control, metrics });
    await guard.stores.catalogue.save(catalogue);
    expect(await guard.learn()).toMatchObject({ learned: 4, kept: 0, metricsRead: 2 * 5 + 1 });
    const learned = await guard.stores.baselines.load();
    expect(learned.find(({ functionName }) => functionName === "checkout")).toMatchObject({
      basis: "own",
      historyDays: 14,
      meanDurationMs: 0,
      errorsPerMinute: 0,
      busyConcurrency: 1,
      asyncEventsSeen: false,
    });
  });

  it("reads in full what ran once on the first day of the fortnight", async () => {
    const ranAtMs = NOW_MS - 13.9 * DAY_MS;
    const metrics = scriptedMetrics((_name, _measurement, atMs) =>
      Math.floor(atMs / HOUR_MS) === Math.floor(ranAtMs / HOUR_MS) ? 1 : 0,
    );
    const guard = guardOver({ clock, control, metrics });
    await guard.stores.catalogue.save(catalogue);
    expect(await guard.learn()).toMatchObject({ metricsRead: 15 });
  });

  it("learns from two weeks where the months could not be read, and says so", async () => {
    const readable = scriptedMetrics(() => 5);
    const metrics: MetricReader = {
      ...readable,
      readWindows: async (requests, range) => {
        const { windows } = await readable.readWindows(requests, range);
        const unread = requests.map(({ functionName = "" }) => ({
          functionName,
          measurement: "invocations" as const,
          reason: "InternalError",
        }));
        return { windows, unread: range.periodSeconds === 3600 ? unread : [] };
      },
    };
    const guard = guardOver({ clock, control, metrics });
    await guard.stores.catalogue.save(catalogue);
    const report = await guard.learn();
    expect(report).toMatchObject({ learned: 4, kept: 0 });
    expect(report.unread).toHaveLength(3);
  });

  it("expects of a function made yesterday what similar ones do", async () => {
    const newcomer = aProfile({ functionName: "brand-new", lastModifiedMs: NOW_MS - HOUR_MS });
    const guard = guardOver({
      clock,
      control,
      metrics: scriptedMetrics((name) => (name === "brand-new" ? 0 : 5)),
    });
    await guard.stores.catalogue.save(aCatalogue([...catalogue.functions, newcomer]));
    expect(await guard.learn()).toMatchObject({ learned: 5, similar: 1 });
    const learned = await guard.stores.baselines.load();
    const baseline = learned.find(({ functionName }) => functionName === "brand-new");
    expect(baseline?.basis).toBe("similar");
    expect(baseline?.historyDays).toBeLessThan(1);
    expect(baseline?.invocations.byTimeOfDay[0]).toBeCloseTo(5);
  });
});

describe("learn, under the limit of the guard's bill", () => {
  const policyText = "guardBill:\n  limitUsdPerMonth: 1";
  /** Of what the limit allows, this target has its share. */
  const moneyShare = 0.15;
  const many = Array.from({ length: 60 }, (_, index) => `f-${index}`);
  const fleet = aCatalogue(many.map((functionName) => aProfile({ functionName })));

  it("spends a fifth of it, says what it did not reach, and leaves that as it was", async () => {
    const guard = guardOver({ clock, control, metrics: steady, policyText, moneyShare });
    await guard.stores.catalogue.save(fleet);
    const old = aBaseline({ functionName: "f-59", meanDurationMs: 123, learnedAtMs: NOW_MS - DAY_MS });
    await guard.stores.baselines.save([old]);
    // $1 x 0.15 x 0.2 / 30 nights are 100 metrics: 20 functions.
    expect(await guard.learn()).toMatchObject({
      learned: 21,
      kept: 1,
      postponed: 0,
      unaffordable: 40,
      lapsed: 0,
      metricsRead: 100,
      metricsUsd: 0.001,
    });
    expect(await guard.stores.baselines.load()).toContainEqual(old);
  });

  it("says which baselines are too old to act on when the money does not reach", async () => {
    const guard = guardOver({ clock, control, metrics: steady, policyText, moneyShare });
    await guard.stores.catalogue.save(fleet);
    await guard.stores.baselines.save(
      many.map((functionName) => aBaseline({ functionName, learnedAtMs: NOW_MS - 15 * DAY_MS })),
    );
    expect(await guard.learn()).toMatchObject({ unaffordable: 40, lapsed: 40 });
  });
});

describe("learn, of a function that costs more from day to day", () => {
  const MIDNIGHT = NOW_MS - (NOW_MS % DAY_MS);
  /** Dear enough: 60,000 more runs an hour of 1 GB for 600 ms, at $0.0000133 per GB-s, are $0.48 an hour. */
  const leech = (since: number) =>
    scriptedMetrics((_name, measurement, atMs) => {
      const runs = atMs >= since ? 2_000 : 1_000;
      return measurement === "durationMs" ? runs * 600 : runs;
    });
  const guardAt = async (nowMs: () => number, policyText = "") => {
    const guard = guardOver({
      clock: nowMs,
      control,
      metrics: leech(MIDNIGHT - 3 * DAY_MS),
      policyText,
    });
    await guard.stores.catalogue.save(aCatalogue([aProfile({ functionName: "checkout" })]));
    return guard;
  };

  it("tells it once, however many nights it lasts", async () => {
    let nowMs = NOW_MS;
    const guard = await guardAt(() => nowMs);
    expect(await guard.learn()).toMatchObject({ drifting: ["checkout"] });
    const [alert] = await guard.stores.outbox.listUnsent();
    expect(alert?.subject).toContain("CREEPING UP checkout: 2.0 times its usual day");
    await guard.stores.outbox.markSent(alert?.alertId ?? "", nowMs);
    nowMs += DAY_MS;
    expect(await guard.learn()).toMatchObject({ drifting: ["checkout"] });
    expect(await guard.stores.outbox.listUnsent()).toEqual([]);
  });

  it("tells nobody of what puts less at risk than the policy asks for, and remembers since when", async () => {
    const guard = await guardAt(() => NOW_MS, "alertAboveUsdAtRisk: 1000\nactAboveUsdAtRisk: 1000");
    expect(await guard.learn()).toMatchObject({ drifting: ["checkout"] });
    expect(await guard.stores.outbox.listUnsent()).toEqual([]);
    const learned = await guard.stores.baselines.load();
    const baseline = learned.find(({ functionName }) => functionName === "checkout");
    expect(baseline?.driftingSinceMs).toBe(MIDNIGHT - 3 * DAY_MS);
  });
});
