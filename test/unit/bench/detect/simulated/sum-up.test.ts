import { describe, expect, it } from "vitest";
import type { Cause } from "../../../../../lib/domain/anomaly.ts";
import type { WatcherOutcome } from "../../../../../scripts/bench/detect/simulated/score-scene.ts";
import { type KindOutcome, scoreOf } from "../../../../../scripts/bench/detect/simulated/sum-up.ts";

const outcome = (minutesToTell: number | undefined, cause?: Cause): KindOutcome => {
  const one: WatcherOutcome = {
    minutesToTell,
    cause,
    wouldStop: false,
    usdUntilTold: minutesToTell ?? 60,
    falseAlarms: 1,
  };
  const unnamed = { ...one, cause: undefined };
  return {
    kind: "flood-10x",
    outcome: {
      byWatcher: { overcurrent: one, static: unnamed, band: unnamed },
      causes: ["flood"],
      functionWeeks: 0.5,
    },
  };
};

describe("scoreOf", () => {
  const scenes = [outcome(4, "flood"), outcome(6, "unknown"), outcome(undefined)];

  it("takes times over what was told, and dollars over all of it", () => {
    expect(scoreOf(scenes, "overcurrent")).toEqual({
      scenes: 3,
      told: 2,
      medianMinutes: 5,
      // Between 4 and 6: 4 + 0.95 * 2.
      p95Minutes: 5.9,
      rightlyNamed: 1,
      wouldStop: 0,
      medianUsdUntilTold: 6,
      falseAlarms: 3,
      functionWeeks: 1.5,
    });
  });

  it("does not call wrong what a watcher never names", () => {
    expect(scoreOf(scenes, "static").rightlyNamed).toBeUndefined();
  });
});
