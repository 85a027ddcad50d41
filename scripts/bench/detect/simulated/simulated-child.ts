import { ALL_SCENES, writerOf } from "./all-scenes.ts";
import { benchStage } from "./bench-account.ts";
import { learnAccount } from "./learned-account.ts";
import { playScene } from "./play-scene.ts";
import type { SceneKind } from "./scene.ts";
import { type SceneOutcome, scoreScene } from "./score-scene.ts";

/** What the process is told first and only. */
export type SimulatedTask = { readonly seed: number };

/** What it says: after every scene. */
export type SimulatedNews = { readonly kind: SceneKind; readonly outcome: SceneOutcome };

/** Scenes of one seed share a history and no day. */
const SCENES_PER_SEED = 1_000;

process.once("message", async ({ seed }: SimulatedTask) => {
  const stage = benchStage(seed);
  const learned = await learnAccount(stage);
  for (const [index, kind] of ALL_SCENES.entries()) {
    const played = await playScene(stage, writerOf(kind)(stage), learned, seed * SCENES_PER_SEED + index);
    const news: SimulatedNews = { kind, outcome: scoreScene(played) };
    process.send?.(news);
  }
  process.disconnect();
});
