import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { awakened } from "../../../lib/watch/awakened.ts";
import { aFunctionUrl, NOW_MS } from "../../support/builders.ts";
import { aFleet, aMember, type Member } from "./reading.ts";

const PER_THREE_HOURS = 1 / 180;

/** Runs once at `minuteOfDay` of each day. */
function aDailyJob(functionName: string, minuteOfDay: number): Member {
  const silent = aMember(functionName, {}, { runsPerMinute: 0 });
  if (silent.baseline === undefined) return silent;
  const byTimeOfDay = new Array<number>(288).fill(0);
  byTimeOfDay[Math.floor(minuteOfDay / 5)] = 1 / 5;
  const invocations = { ...silent.baseline.invocations, byTimeOfDay };
  return { ...silent, baseline: { ...silent.baseline, invocations } };
}

const busy = [aMember("busy-one"), aMember("busy-two", {}, { runsPerMinute: 6_000 })];

/** Who is read of these when all of them are listed. */
function woken(of: readonly Member[], { mostMetrics = 100, read = new Set<string>(), nowMs = NOW_MS } = {}) {
  const members = [...busy, ...of];
  const baselines = new Map(members.map(({ profile, baseline }) => [profile.functionName, baseline]));
  return awakened({
    ...{ nowMs, fleet: aFleet(members), read, mostMetrics, everyMinutes: 15 },
    baselineOf: (functionName) => baselines.get(functionName),
    listed: new Set([...baselines.keys(), "deleted"]),
  });
}

describe("functions that CloudWatch lists as active", () => {
  it("are read when they never ran in two weeks, or when nothing is known of them", () => {
    const unknown = { ...aMember("unlearned"), baseline: undefined };
    const { functionNames, woke } = woken([aMember("silent", {}, { runsPerMinute: 0 }), unknown]);
    expect([...functionNames].sort()).toEqual(["silent", "unlearned"]);
    expect(woke).toBe(2);
  });

  it("are let be when they run at this time anyway: often, or once a day in these hours", () => {
    const minuteOfNow = (NOW_MS / 60_000) % 1_440;
    const { functionNames } = woken([
      aMember("each-hour", {}, { runsPerMinute: 1 / 60 }),
      aDailyJob("an-hour-ago", minuteOfNow - 60),
      aDailyJob("at-noon", 12 * 60),
    ]);
    expect(functionNames).toEqual(["at-noon"]);
  });

  it("are not read twice", () => {
    const silent = aMember("silent", {}, { runsPerMinute: 0 });
    expect(woken([silent], { read: new Set(["silent"]) })).toEqual({ functionNames: [], woke: 0 });
  });

  it("are read as far as the metrics suffice: first what is exposed, and what is least likely to run by itself", () => {
    const silent = (name: string, changes: Parameters<typeof aMember>[1] = {}): Member =>
      aMember(name, { memoryMb: 512, ...changes }, { runsPerMinute: 0 });
    const of = [
      aMember("now-and-then", { memoryMb: 512 }, { runsPerMinute: 0.3 * PER_THREE_HOURS, runMs: 1_000 }),
      silent("silent"),
      silent("exposed", { triggers: [aFunctionUrl] }),
    ];
    expect(woken(of).functionNames).toEqual(["exposed", "silent", "now-and-then"]);
    expect(woken(of, { mostMetrics: 2 }).functionNames[0]).toBe("exposed");
  });

  it("are all read within some lists, those with the most at stake with each", () => {
    const of = Array.from({ length: 9 }, (_, index) => aMember(`silent-${index}`, {}, { runsPerMinute: 0 }));
    const exposed = aMember("exposed", { triggers: [aFunctionUrl] }, { runsPerMinute: 0 });
    const lists = Array.from({ length: 9 }, (_, list) =>
      woken([...of, exposed], { mostMetrics: 2, nowMs: NOW_MS + 15 * list * MINUTE_MS }),
    );
    expect(lists.map(({ functionNames }) => functionNames.length)).toEqual(new Array(9).fill(2));
    expect(lists.every(({ functionNames }) => functionNames.includes("exposed"))).toBe(true);
    expect(new Set(lists.flatMap(({ functionNames }) => functionNames)).size).toBe(10);
  });
});
