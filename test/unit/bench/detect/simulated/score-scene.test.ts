import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../../../lib/domain/time.ts";
import type { PlayedScene } from "../../../../../scripts/bench/detect/simulated/play-scene.ts";
import type { Scene } from "../../../../../scripts/bench/detect/simulated/scene.ts";
import { scoreScene } from "../../../../../scripts/bench/detect/simulated/score-scene.ts";
import type { Told } from "../../../../../scripts/bench/detect/simulated/watcher.ts";

const MINUTES = 120;
const FLOOD: Told = { cause: "flood", wouldStop: true };
const ATTACK: Scene = {
  functionName: "checkout",
  beginMs: 60 * MINUTE_MS,
  endMs: 90 * MINUTE_MS,
  changes: [],
  causes: ["flood"],
};

/** Two hours with the scene from the 60th to the 90th minute; it costs a cent a minute. `toldAt` says when what was told. */
function played(scene: Scene, toldAt: Readonly<Record<string, (minute: number) => boolean>>): PlayedScene {
  const minutes = Array.from({ length: MINUTES }, (_, minute) => minute);
  const overcurrent = minutes.map(
    (minute) =>
      new Map(Object.entries(toldAt).flatMap(([name, isTold]) => (isTold(minute) ? [[name, FLOOD]] : []))),
  );
  const silence = minutes.map(() => new Map<string, Told>());
  return {
    scene,
    atMs: minutes.map((minute) => minute * MINUTE_MS),
    excessUsd: minutes.map((minute) => 0.01 * Math.max(0, minute - 60)),
    functionNames: ["checkout", "mailer", "resizer"],
    told: { overcurrent, static: silence, band: silence },
  };
}
const ours = (scene: Scene, toldAt: Parameters<typeof played>[1]) =>
  scoreScene(played(scene, toldAt)).byWatcher.overcurrent;

describe("scoreScene", () => {
  it("counts from the beginning of the attack to the first minute in which it is told, and what it cost by then", () => {
    expect(ours(ATTACK, { checkout: (minute) => minute >= 65 })).toEqual({
      minutesToTell: 5,
      cause: "flood",
      wouldStop: true,
      usdUntilTold: 0.05,
      falseAlarms: 0,
    });
  });

  it("lets an attack that nobody was told of cost what it cost by its end", () => {
    const missed = scoreScene(played(ATTACK, {})).byWatcher.static;
    expect(missed).toEqual({
      minutesToTell: undefined,
      cause: undefined,
      wouldStop: false,
      usdUntilTold: 0.3,
      falseAlarms: 0,
    });
  });

  it("gives no credit to an alarm that was going on for most of the time before, nor to one that comes afterwards", () => {
    expect(ours(ATTACK, { checkout: (minute) => minute > 20 }).minutesToTell).toBeUndefined();
    expect(ours(ATTACK, { checkout: (minute) => minute > 90 }).minutesToTell).toBeUndefined();
  });

  it("holds an alarm that comes after a harmless event against the watcher all the same", () => {
    expect(ours({ ...ATTACK, causes: [] }, { checkout: (minute) => minute === 100 }).minutesToTell).toBe(40);
  });

  it("counts alarms about functions that nothing happened to once per started hour", () => {
    // mailer: minutes 0 to 69 are two started hours; resizer: two minutes, 20 minutes apart, are one alarm.
    const toldAt = {
      mailer: (minute: number) => minute < 70,
      resizer: (minute: number) => minute === 30 || minute === 50,
    };
    expect(ours(ATTACK, toldAt).falseAlarms).toBe(3);
  });

  it("takes any alarm for one about a scene that happens to no function in particular", () => {
    const { functionName: _, ...everywhere } = { ...ATTACK, causes: [] };
    expect(ours(everywhere, { resizer: (minute) => minute === 70 })).toMatchObject({
      minutesToTell: 10,
      falseAlarms: 1,
    });
  });

  it("watches every function but the one of the scene", () => {
    // Two functions for two hours.
    expect(scoreScene(played(ATTACK, {})).functionWeeks).toBeCloseTo(4 / 168, 12);
  });
});
