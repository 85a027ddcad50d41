import { describe, expect, it } from "vitest";
import { hoursWithin } from "../../../lib/app/excluded-times.ts";
import { expectedPerMinute } from "../../../lib/detect/expectation.ts";
import type { Incident } from "../../../lib/domain/incident.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type TimeSpan, toIso } from "../../../lib/domain/time.ts";
import type { Stores } from "../../../lib/ports/stores.ts";
import { tripped } from "../../contract/samples.ts";
import { aBaseline, aCatalogue, anIncident, aProfile, NOW_MS } from "../../support/builders.ts";
import { fakeControl } from "../../support/fake-control.ts";
import { guardOver } from "../../support/guard.ts";
import { scriptedMetrics } from "../../support/scripted-metrics.ts";

const USUAL = 40;
/** Every second day at this hour for two hours: often enough to be learned if it is not left out. */
const spans: readonly TimeSpan[] = Array.from({ length: 7 }, (_, index) => {
  const startMs = NOW_MS - (2 * index + 1) * DAY_MS;
  return { startMs, endMs: startMs + 2 * HOUR_MS };
});
const isWithin = (atMs: number) => spans.some(({ startMs, endMs }) => atMs >= startMs && atMs < endMs);

type Setting = { readonly prepare?: (stores: Stores) => Promise<unknown>; readonly policyText?: string };

/** What is expected at that hour when these spans held `during` runs a minute. */
async function learnedWhen(during: number, { prepare, policyText }: Setting = {}) {
  const guard = guardOver({
    clock: () => NOW_MS,
    control: fakeControl([]),
    metrics: scriptedMetrics((_name, measurement, atMs) =>
      measurement === "invocations" && isWithin(atMs) ? during : USUAL,
    ),
    ...(policyText !== undefined && { policyText }),
  });
  await guard.stores.catalogue.save(aCatalogue([aProfile()]));
  await prepare?.(guard.stores);
  const report = await guard.learn();
  const baselines = await guard.stores.baselines.load();
  const baseline = baselines.find(({ functionName }) => functionName === "checkout");
  return {
    report,
    baseline,
    expected: baseline && expectedPerMinute(baseline.invocations, NOW_MS + HOUR_MS),
  };
}

const isLeftOut = async (during: number, setting: Setting): Promise<void> => {
  const { expected, report } = await learnedWhen(during, setting);
  expect(expected).toBeCloseTo(USUAL);
  expect(report.excludedHours).toBeGreaterThanOrEqual(14);
};
const isLearned = async (during: number, setting: Setting): Promise<void> => {
  const { expected, report } = await learnedWhen(during, setting);
  expect(expected).toBeGreaterThan(1.5 * USUAL);
  expect(report.excludedHours).toBe(0);
};

const incidents =
  (changes: Partial<Incident>) =>
  async ({ incidents: store }: Stores): Promise<void> => {
    for (const [index, { startMs, endMs }] of spans.entries()) {
      const open = await store.save(
        anIncident({ incidentId: `incident-${index}`, beganAtMs: startMs, ...changes }),
      );
      await store.save({ ...open, status: "resolved", resolvedAtMs: endMs });
    }
  };
const acted = { kind: "act", grade: "full", changes: [], reason: "a flood" } as const;

describe("learning leaves out", () => {
  it("time under a brake, though there is no incident", async () => {
    const trips = async ({ ledger }: Stores): Promise<void> => {
      const setting = { kind: "concurrency", functionName: "checkout" } as const;
      const prior = { kind: "concurrency", reserved: "unreserved" } as const;
      const wanted = { kind: "concurrency", reserved: 0 } as const;
      const common = { functionName: "checkout", by: { kind: "guard" }, reason: "a flood" } as const;
      for (const { startMs, endMs } of spans) {
        const applied = { event: "action.applied", setting, prior, wanted } as const;
        await ledger.append({ ...common, ...applied, entryId: `${toIso(startMs)}#1`, atMs: startMs });
        const restored = { event: "breaker.restored" } as const;
        await ledger.append({ ...common, ...restored, entryId: `${toIso(endMs)}#2`, atMs: endMs });
      }
    };
    await isLeftOut(0, { prepare: trips });
  });

  it("incidents that were acted upon", () => isLeftOut(400, { prepare: incidents({ plan: acted }) }));

  it("planned activity", async () => {
    const plans = spans.map(
      ({ startMs, endMs }, index) =>
        `  - { name: sale-${index}, match: { name: "check*" }, from: ${toIso(startMs)}, until: ${toIso(endMs)}, because: a sale }`,
    );
    await isLeftOut(400, { policyText: ["planned:", ...plans].join("\n") });
  });
});

describe("learning does not leave out", () => {
  it("incidents that were only told", () =>
    isLearned(400, { prepare: incidents({ plan: { kind: "alert", reason: "on probation" } }) }));

  it("incidents that a person called off", () => {
    const standDown = {
      by: { kind: "person", name: "maria" },
      atMs: NOW_MS,
      reason: "our own load test",
    } as const;
    return isLearned(400, { prepare: incidents({ plan: acted, standDown }) });
  });

  it("the incidents of other functions", () =>
    isLearned(400, { prepare: incidents({ plan: acted, functionName: "search" }) }));
});

describe("a function that is limited since before the history", () => {
  const killed = async ({ breakers, baselines }: Stores): Promise<void> => {
    const state = { ...tripped, sinceMs: NOW_MS - 20 * DAY_MS };
    await breakers.save({ functionName: "checkout", state, version: 0 });
    await baselines.save([aBaseline({ meanDurationMs: 123 })]);
  };

  it("keeps the baseline that it had before", async () => {
    const { baseline, report } = await learnedWhen(0, { prepare: killed });
    expect(baseline).toEqual(aBaseline({ meanDurationMs: 123 }));
    expect(report).toMatchObject({ learned: 1, kept: 1, excludedHours: 14 * 24 });
  });
});

describe("hoursWithin", () => {
  const span = (from: number, to: number): TimeSpan => ({
    startMs: NOW_MS + from * MINUTE_MS,
    endMs: NOW_MS + to * MINUTE_MS,
  });

  it("counts overlapping spans once, and only what lies in the range", () => {
    expect(hoursWithin([span(30, 90), span(0, 60), span(-600, -60), span(500, 900)], span(0, 600))).toBe(
      (90 + 100) / 60,
    );
  });
});
