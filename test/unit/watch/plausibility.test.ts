import { describe, expect, it } from "vitest";
import { plausibility } from "../../../lib/watch/plausibility.ts";
import type { SeenRise } from "../../../lib/watch/seen-rise.ts";
import { aBucket, aFunctionUrl } from "../../support/builders.ts";
import { aFleet, aMember, type Member } from "./reading.ts";

const aRise = (changes: Partial<SeenRise> = {}): SeenRise => ({
  runsPerMinute: 1_000,
  durationMsPerMinute: 100_000,
  errorsPerMinute: 0,
  eventsPerMinute: 0,
  concurrency: 2,
  isOfUse: true,
  lastingMinutes: 1,
  runs: { least: 998, most: 1_002 },
  durationMs: { least: 100_000, most: 100_000 },
  ...changes,
});
/** The names of these functions, the most plausible first. */
const ordered = (members: readonly Member[], changes: Partial<SeenRise> = {}): string[] =>
  aFleet(members)
    .functions.toSorted(
      (one, other) => plausibility(other, aRise(changes)) - plausibility(one, aRise(changes)),
    )
    .map(({ functionName }) => functionName);

const quiet = { runsPerMinute: 1, relativeSpread: 0 };
const fits = aMember("fits", {}, { ...quiet, runMs: 100 });

describe("plausibility", () => {
  it("is highest where the runs that came on top are as long as ever, even beside something exposed", () => {
    const exposed = aMember("exposed", { triggers: [aFunctionUrl] }, { ...quiet, runMs: 500 });
    const far = aMember("far", {}, { ...quiet, runMs: 5_000 });
    expect(ordered([far, exposed, fits])).toEqual(["fits", "exposed", "far"]);
  });

  it("does not go by their length where chance hides how many there were", () => {
    const exposed = aMember("exposed", { triggers: [aFunctionUrl] }, { ...quiet, runMs: 500 });
    expect(ordered([fits, exposed], { runsPerMinute: 0, runs: { least: 0, most: 2_000 } })[0]).toBe(
      "exposed",
    );
  });

  it("thinks of runs that last longer only where hardly any came on top", () => {
    const busy = aMember("busy", {}, { runsPerMinute: 300, relativeSpread: 0, runMs: 9_000 });
    const slower = { durationMsPerMinute: 3_000_000, durationMs: { least: 3_000_000, most: 3_000_000 } };
    expect(ordered([fits, busy], { ...slower, runsPerMinute: 0, runs: { least: 0, most: 2 } })[0]).toBe(
      "busy",
    );
    expect(
      ordered([fits, busy], { ...slower, runsPerMinute: 30_000, runs: { least: 29_998, most: 30_002 } })[0],
    ).toBe("fits");
  });

  it("leaves receivers of events to the end where no events came on top, and prefers them where some did", () => {
    const receiver = aMember("receiver", { triggers: [aBucket] }, quiet);
    expect(ordered([receiver, fits])[0]).toBe("fits");
    expect(ordered([fits, receiver], { eventsPerMinute: 1_000 })[0]).toBe("receiver");
  });

  it("gives what was never seen to run a chance, unless its runs may not last so long", () => {
    const never = (functionName: string, timeoutSeconds: number): Member => {
      const { profile } = aMember(functionName, { timeoutSeconds });
      return { profile, baseline: undefined };
    };
    const long = { runsPerMinute: 10, runs: { least: 8, most: 12 } };
    expect(ordered([never("short", 3), fits, never("new", 30)], long)[0]).toBe("new");
  });
});
