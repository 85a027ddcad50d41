import { describe, expect, it } from "vitest";
import type { AccountRise } from "../../../lib/domain/account-rise.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { type DrillDownInput, drillDown } from "../../../lib/watch/drill-down.ts";
import { aBucket, aFunctionUrl, NOW_MS } from "../../support/builders.ts";
import { aFleet, aMember, members } from "./reading.ts";

/** Ten thousand runs a minute more, of 100 ms each: as long as the functions of these tests usually run. */
const aRise = (changes: Partial<AccountRise> = {}): AccountRise => ({
  runsPerMinute: 10_000,
  durationMsPerMinute: 1_000_000,
  errorsPerMinute: 0,
  eventsPerMinute: 0,
  concurrency: 2,
  isOfUse: true,
  lastingMinutes: 2,
  ...changes,
});
const look = (changes: Partial<DrillDownInput> & Pick<DrillDownInput, "fleet">) =>
  drillDown({
    nowMs: NOW_MS,
    read: new Set(),
    inVain: new Set(),
    rise: aRise(),
    savedReads: 10_000,
    priceRatio: 1,
    ...changes,
  });

/**
 * So many more runs at once: 1 GB for an hour is $0.048 and its 36,000 runs $0.0072, and looking may cost a five hundredth of what burns
 * in an hour, which is 11 metrics for each.
 */
const runningAtOnce = (executions: number, lastingMinutes = 2): AccountRise =>
  aRise({ runsPerMinute: 600 * executions, durationMsPerMinute: executions * MINUTE_MS, lastingMinutes });

const crowd = members(2_000);
const calm = { runsPerMinute: 1, relativeSpread: 0 };

describe("drillDown", () => {
  it("reads a small fleet whole, but for what is read anyway", () => {
    const { functionNames, isRankingNext } = look({
      fleet: aFleet(members(4)),
      read: new Set(["function-2"]),
    });
    expect(functionNames.toSorted()).toEqual(["function-0", "function-1", "function-3"]);
    expect(isRankingNext).toBe(false);
  });

  it("reads the more of a large fleet the more the rise burns, up to what fits into a tick", () => {
    const read = (executions: number): number =>
      look({ fleet: aFleet(members(4_000)), savedReads: 40_000, rise: runningAtOnce(executions) })
        .functionNames.length;
    const [little, more, most] = [10, 100, 300].map(read);
    expect(little).toBe(110);
    // The next best ones come in equal parts, so that a page is seldom quite full.
    expect(more).toBeGreaterThan(1_000);
    expect(more).toBeLessThanOrEqual(1_104);
    expect(most).toBeGreaterThan(2_000);
    expect(most).toBeLessThanOrEqual(2_500);
  });

  it("reads those first whose runs are as long as the runs that came on top", () => {
    const long = aMember("four-seconds", {}, calm);
    const ofFourSeconds = { ...long, baseline: long.baseline && { ...long.baseline, meanDurationMs: 4_000 } };
    const fleet = aFleet([
      ...members(600).map(({ profile }) => aMember(profile.functionName, {}, calm)),
      ofFourSeconds,
    ]);
    const rise = aRise({ runsPerMinute: 100, durationMsPerMinute: 400_000 });
    expect(look({ fleet, rise }).functionNames[0]).toBe("four-seconds");
  });

  it("looks for longer runs where no runs came on top: only busy functions can take so much longer", () => {
    const idle = Array.from({ length: 600 }, (_, index) => aMember(`idle-${index}`, {}, calm));
    const busy = aMember("busy", {}, { runsPerMinute: 300, relativeSpread: 0 });
    const rise = aRise({ runsPerMinute: 0, durationMsPerMinute: 3_000_000 });
    expect(look({ fleet: aFleet([...idle, busy]), rise }).functionNames[0]).toBe("busy");
  });

  it("looks at receivers of events first when events came on top", () => {
    const receiver = aMember("thumbnails", { triggers: [aBucket] });
    const shops = Array.from({ length: 600 }, (_, index) =>
      aMember(`shop-${index}`, { triggers: [aBucket] }, calm),
    );
    const timers = members(600);
    const rise = aRise({ eventsPerMinute: 1_000 });
    const names = look({ fleet: aFleet([...timers, receiver, ...shops]), rise }).functionNames;
    // Half of the 184 metrics that it is worth.
    expect(names.slice(0, 92).every((name) => !name.startsWith("function"))).toBe(true);
  });

  it("looks at what is open to everybody before what is not", () => {
    const fleet = aFleet([...crowd, aMember("shop-front", { triggers: [aFunctionUrl] })]);
    expect(look({ fleet }).functionNames[0]).toBe("shop-front");
  });

  it("looks last at what its reservation holds below the rise", () => {
    const held = aMember("held", { triggers: [aFunctionUrl], reservedConcurrency: 1 });
    const rise = aRise({ runsPerMinute: 60_000, durationMsPerMinute: 6_000_000 });
    const { functionNames } = look({ fleet: aFleet([...members(100), held]), rise });
    expect(functionNames.at(-1)).toBe("held");
  });

  it("goes on to the next best ones with each page while a rise lasts", () => {
    const fleet = aFleet(crowd);
    const seen = new Set<string>();
    for (let lastingMinutes = 1; lastingMinutes <= 10; lastingMinutes += 1)
      for (const name of look({
        nowMs: NOW_MS + lastingMinutes * MINUTE_MS,
        fleet,
        rise: runningAtOnce(25, lastingMinutes),
      }).functionNames)
        seen.add(name);
    // Five pages of 240 metrics: 120 that are always read and about as many others.
    expect(seen.size).toBeGreaterThan(120 + 5 * 110);
  });

  it("comes round to everybody while it cannot be told what the rise is like", () => {
    const fleet = aFleet(crowd);
    const seen = new Set<string>();
    // 2,000 functions, of which 125 are always read and 125 others a minute: 15 minutes.
    for (let minute = 0; minute < 15; minute += 1) {
      const nowMs = NOW_MS + minute * MINUTE_MS;
      for (const name of drillDown({
        nowMs,
        fleet,
        read: new Set(),
        inVain: new Set(),
        savedReads: 10_000,
        priceRatio: 1,
      }).functionNames)
        seen.add(name);
    }
    expect(seen.size).toBe(2_000);
  });

  it("takes the less the less is saved, so that the next rise finds something", () => {
    const read = (savedReads: number): number =>
      look({ fleet: aFleet(crowd), savedReads, rise: runningAtOnce(100) }).functionNames.length;
    // 1,104 metrics are worth it; a quarter of 5,000 pays for them, and of 400 the root of 1,104 x 100 is left, which is 332.
    const [plenty = 0, little = 0, nothing] = [5_000, 400, 0].map(read);
    expect(plenty).toBeGreaterThan(950);
    expect(little).toBeGreaterThan(300);
    expect(little).toBeLessThanOrEqual(332);
    expect(nothing).toBe(0);
    expect(look({ fleet: aFleet(crowd), savedReads: 0 }).reason).toBe(
      "none of 2000 functions: 0 reads are saved",
    );
  });

  it("takes more where what is saved would lapse", () => {
    const read = (priceRatio: number): number =>
      look({ fleet: aFleet(crowd), priceRatio, rise: runningAtOnce(10) }).functionNames.length;
    // 110 metrics are worth their list price, ten times as many a tenth of it.
    expect(read(1)).toBe(110);
    expect(read(0.1)).toBeGreaterThan(950);
    expect(read(0.1)).toBeLessThanOrEqual(1_104);
  });

  it("leaves out who was read in vain a moment ago, unless the rise is a new one", () => {
    const inVain = new Set(["function-0", "function-1"]);
    const named = (lastingMinutes: number): readonly string[] =>
      look({ fleet: aFleet(members(4)), inVain, rise: aRise({ lastingMinutes }) }).functionNames.toSorted();
    expect(named(2)).toEqual(["function-2", "function-3"]);
    expect(named(1)).toHaveLength(4);
  });

  it("asks for a ranking next where a page is a part of the fleet and the rise burns enough for it", () => {
    const large = { fleet: aFleet(members(4_000)), savedReads: 40_000 };
    // 4,000 metrics are worth it from 363 runs at once on.
    expect(look({ ...large, rise: runningAtOnce(350) }).isRankingNext).toBe(false);
    expect(look({ ...large, rise: runningAtOnce(375) }).isRankingNext).toBe(true);
    expect(look({ ...large, savedReads: 4_000, rise: runningAtOnce(375) }).isRankingNext).toBe(false);
    // All 2,000 are read anyway.
    expect(look({ fleet: aFleet(crowd), rise: runningAtOnce(375) }).isRankingNext).toBe(false);
  });

  it("reads nobody who could not burn what is worth telling, and leaves that to the sweep", () => {
    const large = aMember("large", { memoryMb: 10_240 });
    const fleet = aFleet([...crowd, large]);
    // 100 s of billed time a minute: $0.08 an hour in a function of 1 GB, $0.80 in one of 10 GB.
    const { functionNames } = look({
      fleet,
      rise: aRise({ runsPerMinute: 10, durationMsPerMinute: 100_000 }),
    });
    expect(functionNames).toEqual(["large"]);
  });

  it("reads large functions for runs that came on top although chance hides their billed time", () => {
    const large = aMember("large", { memoryMb: 10_240 }, calm);
    // The two thousand others hide 54 s of billed time a minute; so much of it burns $0.55 an hour in 10 GB and $0.05 in 1 GB.
    const { functionNames } = look({
      fleet: aFleet([...crowd, large]),
      rise: aRise({ runsPerMinute: 1_000, durationMsPerMinute: 0 }),
    });
    expect(functionNames).toEqual(["large"]);
  });

  it("looks less and less often for what it has looked for in vain", () => {
    const fleet = aFleet(members(4_000));
    const at = (lastingMinutes: number) =>
      look({ fleet, savedReads: 40_000, rise: runningAtOnce(430, lastingMinutes) });
    const ages = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(ages.filter((age) => at(age).functionNames.length > 2_000)).toEqual([1, 2, 3, 5, 8]);
    expect(at(4).functionNames).toHaveLength(32);
    // A blip of one minute is not worth a ranking.
    expect(ages.filter((age) => at(age).isRankingNext)).toEqual([2, 8]);
  });

  it("spends little on events and errors as long as nobody runs longer for them", () => {
    const { functionNames, isRankingNext } = look({
      fleet: aFleet(crowd),
      rise: aRise({ isOfUse: false, eventsPerMinute: 900 }),
    });
    expect(functionNames).toHaveLength(64);
    expect(isRankingNext).toBe(false);
  });

  it("looks at the most dangerous when it cannot be told what the rise is like", () => {
    const fleet = aFleet([...crowd, aMember("shop-front", { triggers: [aFunctionUrl] })]);
    const { functionNames } = drillDown({
      ...{ nowMs: NOW_MS, fleet, read: new Set(), inVain: new Set(), savedReads: 10_000, priceRatio: 1 },
    });
    expect(functionNames[0]).toBe("shop-front");
  });
});
