import { describe, expect, it } from "vitest";
import { simulatedAccount } from "../../../../../lib/sim/account.ts";
import {
  ALL_SCENES,
  isAttackScene,
  writerOf,
} from "../../../../../scripts/bench/detect/simulated/all-scenes.ts";
import { benchStage } from "../../../../../scripts/bench/detect/simulated/bench-account.ts";

describe.each([1, 2, 7])("the scenes of seed %i", (seed) => {
  const stage = benchStage(seed);

  it.each(ALL_SCENES)("%s takes place on the day, to a function of the fleet", (kind) => {
    const scene = writerOf(kind)(stage);
    expect(scene.beginMs).toBeGreaterThanOrEqual(stage.startOfDayMs);
    expect(scene.beginMs).toBeLessThan(scene.endMs);
    expect(scene.endMs).toBeLessThanOrEqual(stage.endOfDayMs);
    expect(scene.causes.length > 0).toBe(isAttackScene(kind));
    const account = simulatedAccount({ ...stage.account, startMs: scene.beginMs });
    expect(() => account.schedule(scene.changes)).not.toThrow();
    if (scene.functionName !== undefined) expect(account.costUsd(scene.functionName)).toBe(0);
  });
});
