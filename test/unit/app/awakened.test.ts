import { describe, expect, it } from "vitest";
import type { Baseline, SeasonalProfile } from "../../../lib/domain/baseline.ts";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import { NO_USAGE } from "../../../lib/domain/guard-usage.ts";
import type { Measurement } from "../../../lib/domain/observation.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { aDirectory } from "../../support/a-directory.ts";
import { aBaseline, aCatalogue, aProfile, NOW_MS } from "../../support/builders.ts";
import { fakeControl } from "../../support/fake-control.ts";
import { guardOver } from "../../support/guard.ts";
import { type Script, scriptedMetrics } from "../../support/scripted-metrics.ts";

const BUSY = 199;
const BEGINS_MS = NOW_MS + 2 * MINUTE_MS;
const busy = Array.from({ length: BUSY }, (_, index) =>
  aProfile({ functionName: `busy-${index}`, triggers: [] }),
);
/** What it can burn at most is little beside what hides in the total, so that it is read rarely. */
const sleeper = aProfile({
  functionName: "sleeper",
  memoryMb: 10_240,
  reservedConcurrency: 6,
  triggers: [],
});
const stranger = { ...sleeper, functionName: "stranger" };

type Minute = Partial<Record<Measurement, number>>;
const EACH: Minute = { invocations: 60, durationMs: 600_000 };
/** Six executions at once of 10 GB: $2.88 an hour on arm64, beside 1,990 others. */
const AWAKE: Minute = { invocations: 60, durationMs: 360_000 };
const since = (minuteMs: number): Minute => (minuteMs < BEGINS_MS ? {} : AWAKE);

/** All are busy, with a swing by a tenth from minute to minute in which the six of them are lost, but those that `others` tells of. */
const script =
  (others: Readonly<Record<string, (minuteMs: number) => Minute>>): Script =>
  (name, measurement, minuteMs) => {
    const ofOthers = Object.entries(others).filter(([other]) => name === undefined || name === other);
    const sum = ofOthers.reduce((total, [, of]) => total + (of(minuteMs)[measurement] ?? 0), 0);
    const known = name === undefined ? BUSY : name.startsWith("busy-") ? 1 : 0;
    const swing = 1 + 0.1 * Math.sin((12.9898 * minuteMs) / MINUTE_MS);
    return sum + known * swing * (EACH[measurement] ?? 0);
  };

const level = (usual: SeasonalProfile, perMinute: number, relativeSpread: number): SeasonalProfile => ({
  ...usual,
  byTimeOfDay: new Array<number>(288).fill(perMinute),
  recordPerMinute: perMinute,
  relativeSpread,
});
const learned = (functionName: string | undefined, of: Minute, relativeSpread: number): Baseline => {
  const { functionName: _, ...usual } = aBaseline();
  return {
    ...usual,
    ...(functionName === undefined ? {} : { functionName }),
    invocations: level(usual.invocations, of.invocations ?? 0, relativeSpread),
    durationMs: level(usual.durationMs, of.durationMs ?? 0, relativeSpread),
    meanDurationMs: functionName === "sleeper" ? 0 : 10_000,
  };
};

/**
 * A guard late in a dear month, that may read some three of two hundred functions a minute.
 * @param listed whom CloudWatch lists as active
 * @param held what an inventory finds
 */
async function aPoorGuard(
  others: Parameters<typeof script>[0],
  listed: () => readonly string[],
  held: readonly FunctionProfile[] = [...busy, sleeper],
) {
  let nowMs = NOW_MS;
  const metrics = scriptedMetrics(script(others));
  metrics.listAsActive(() => [...busy.map(({ functionName }) => functionName), ...listed()]);
  const directory = aDirectory(() => aCatalogue(held, { takenAtMs: nowMs }));
  const guard = guardOver({ clock: () => nowMs, metrics, control: fakeControl([]), directory });
  await guard.stores.catalogue.save(aCatalogue([...busy, sleeper]));
  await guard.stores.baselines.save([
    learned(undefined, { invocations: 60 * BUSY, durationMs: 600_000 * BUSY }, 0.1),
    ...busy.map(({ functionName }) => learned(functionName, EACH, 0.1)),
    learned("sleeper", {}, 0),
  ]);
  const spent = { ...NO_USAGE, getMetricDataMetrics: 400_000, metricApiRequests: 830_000 };
  await guard.stores.usage.add("watch", spent, NOW_MS);
  return {
    guard,
    async playTo(untilMs: number) {
      const reports = [];
      for (; nowMs < untilMs; nowMs += MINUTE_MS) reports.push((await guard.tick()).report);
      return reports;
    },
  };
}

describe("a function that never ran and wakes in a fleet that takes hours to read", () => {
  const awakens = { sleeper: since };

  it("is seen within twenty minutes, although the total hides it", async () => {
    const { guard, playTo } = await aPoorGuard(awakens, () => ["sleeper"]);
    const reports = await playTo(BEGINS_MS + 20 * MINUTE_MS);
    expect(new Set(reports.map(({ tripwire }) => tripwire))).toEqual(
      new Set(["the account's total is as usual"]),
    );
    // It is asked each quarter of an hour who ran.
    expect(await guard.stores.incidents.listOpen()).toMatchObject([
      { functionName: "sleeper", openedAtMs: NOW_MS + 15 * MINUTE_MS },
    ]);
  });

  it("is not seen so soon where CloudWatch does not list it", async () => {
    const { guard, playTo } = await aPoorGuard(awakens, () => []);
    await playTo(BEGINS_MS + 20 * MINUTE_MS);
    expect(await guard.stores.incidents.listOpen()).toEqual([]);
  });

  it("leaves the look a good one where CloudWatch does not say who ran", async () => {
    const { guard, playTo } = await aPoorGuard(awakens, () => {
      throw new CloudCallError("cloudwatch:ListMetrics", false, "AccessDenied");
    });
    const reports = await playTo(BEGINS_MS + 20 * MINUTE_MS);
    expect(
      reports.flatMap(({ problem, blind }) => [...blind, ...(problem === undefined ? [] : [problem])]),
    ).toEqual([]);
    expect(await guard.stores.incidents.listOpen()).toEqual([]);
  });
});

describe("a name that the inventory does not know", () => {
  it("asks for an inventory when it ran since the last one, and is seen with the next list", async () => {
    const { guard, playTo } = await aPoorGuard({ stranger: since }, () => ["stranger"], [
      ...busy,
      sleeper,
      stranger,
    ]);
    await playTo(NOW_MS + 32 * MINUTE_MS);
    expect(guard.inventoriesAskedFor).toBe(1);
    expect(await guard.stores.incidents.listOpen()).toMatchObject([
      { functionName: "stranger", openedAtMs: NOW_MS + 30 * MINUTE_MS },
    ]);
  });

  it("asks for nothing when it was deleted before the last inventory, however long it is listed", async () => {
    // The inventory is ten minutes old when the play begins.
    const until = (minuteMs: number): Minute => (minuteMs < NOW_MS - 12 * MINUTE_MS ? AWAKE : {});
    const { guard, playTo } = await aPoorGuard({ deleted: until }, () => ["deleted", "us-east-1.replica"]);
    await playTo(NOW_MS + 62 * MINUTE_MS);
    expect(guard.inventoriesAskedFor).toBe(0);
  });
});
