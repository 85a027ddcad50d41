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
  drillDown({ nowMs: NOW_MS, read: new Set(), rise: aRise(), savedReads: 10_000, ...changes });

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

  it("reads at most a page of a large fleet", () => {
    expect(look({ fleet: aFleet(crowd) }).functionNames).toHaveLength(250);
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
    expect(names.slice(0, 125).every((name) => !name.startsWith("function"))).toBe(true);
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
      for (const name of look({ fleet, rise: aRise({ lastingMinutes }) }).functionNames) seen.add(name);
    // Five pages of 125 that are always read and 125 others.
    expect(seen.size).toBe(125 + 5 * 125);
  });

  it("comes round to everybody while it cannot be told what the rise is like", () => {
    const fleet = aFleet(crowd);
    const seen = new Set<string>();
    // 2,000 functions, of which 125 are always read and 125 others a minute: 15 minutes.
    for (let minute = 0; minute < 15; minute += 1) {
      const nowMs = NOW_MS + minute * MINUTE_MS;
      for (const name of drillDown({ nowMs, fleet, read: new Set(), savedReads: 10_000 }).functionNames)
        seen.add(name);
    }
    expect(seen.size).toBe(2_000);
  });

  it("never takes more than a quarter of what is saved, so that the next rise finds something", () => {
    expect(look({ fleet: aFleet(crowd), savedReads: 100 }).functionNames).toHaveLength(25);
    const { functionNames, isRankingNext, reason } = look({ fleet: aFleet(crowd), savedReads: 0 });
    expect({ functionNames, isRankingNext }).toEqual({ functionNames: [], isRankingNext: false });
    expect(reason).toBe("none of 2000 functions: 0 reads are saved");
  });

  /** 1 GB for an hour is $0.048, and a ranking of 2,000 functions $0.02: a hundred times that are 42 runs at once. */
  const runningAtOnce = (executions: number) =>
    aRise({ runsPerMinute: 600 * executions, durationMsPerMinute: executions * MINUTE_MS });

  it("asks for a ranking next where the rise burns a hundred times its price an hour", () => {
    expect(look({ fleet: aFleet(crowd), rise: runningAtOnce(40) }).isRankingNext).toBe(false);
    expect(look({ fleet: aFleet(crowd), rise: runningAtOnce(50) }).isRankingNext).toBe(true);
  });

  it("keeps what is saved for the largest rises, the more so the less it is", () => {
    const scarce = { fleet: aFleet(crowd), savedReads: 800 };
    // A tenth of what would pay for it as a quarter.
    expect(look({ ...scarce, rise: runningAtOnce(400) }).isRankingNext).toBe(false);
    expect(look({ ...scarce, rise: runningAtOnce(500) }).isRankingNext).toBe(true);
    expect(look({ ...scarce, savedReads: 0, rise: runningAtOnce(500) }).isRankingNext).toBe(false);
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

  it("looks less and less often for what it has looked for in vain", () => {
    const fleet = aFleet(crowd);
    const at = (lastingMinutes: number) => look({ fleet, rise: { ...runningAtOnce(50), lastingMinutes } });
    const ages = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(ages.filter((age) => at(age).functionNames.length === 250)).toEqual([1, 2, 3, 5, 8]);
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
    const { functionNames } = drillDown({ nowMs: NOW_MS, fleet, read: new Set(), savedReads: 10_000 });
    expect(functionNames[0]).toBe("shop-front");
  });
});
