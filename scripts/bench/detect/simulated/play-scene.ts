import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../../lib/domain/time.ts";
import { simulatedAccount } from "../../../../lib/sim/account.ts";
import { memberOf, type Stage } from "../../../../lib/sim/day/episode.ts";
import type { AccountFaces } from "../../../../lib/sim/faces.ts";
import { alarmWatcher } from "./alarm-watcher.ts";
import { disturbedMetrics } from "./disturbed-metrics.ts";
import { guardWatcher } from "./guard-watcher.ts";
import type { LearnedAccount } from "./learned-account.ts";
import type { Scene } from "./scene.ts";
import { type Told, WATCHERS, type Watcher, type WatcherName } from "./watcher.ts";

/** What was said in a scene, minute by minute. */
export type PlayedScene = {
  readonly scene: Scene;
  /** When the watchers looked; a minute apart. */
  readonly atMs: readonly EpochMs[];
  /** What the function of the scene has cost beyond its ordinary day by then, USD. */
  readonly excessUsd: readonly number[];
  readonly functionNames: readonly string[];
  readonly told: Readonly<Record<WatcherName, readonly ReadonlyMap<string, Told>[]>>;
};

/** The longest look goes back nine hours; CloudWatch has them when the first minute is judged. */
const WORLD_BEFORE_MS = 10 * HOUR_MS;
const CALM_BEFORE_MS = HOUR_MS;
const AFTERWARDS_MS = 30 * MINUTE_MS;
const SCHEDULE_OFFSET_MS = 5 * SECOND_MS;

/**
 * Plays a scene on the day after the history, with all watchers looking at it. Nobody does anything about it.
 * @param seed draws another sample of the day; the history stays the same
 */
export async function playScene(
  stage: Stage,
  scene: Scene,
  learned: LearnedAccount,
  seed: number,
): Promise<PlayedScene> {
  const startMs = scene.beginMs - WORLD_BEFORE_MS;
  const account = simulatedAccount({ ...stage.account, startMs, seed });
  account.schedule(scene.changes);
  const excessUsdNow = excessMeter(stage, scene, startMs, seed);
  const seen = scene.disturbance === undefined ? account : disturbedMetrics(account, scene.disturbance);
  const watchers = await watchersOf(seen, scene, learned);

  const atMs: EpochMs[] = [];
  const excessUsd: number[] = [];
  const told: Record<WatcherName, ReadonlyMap<string, Told>[]> = { overcurrent: [], static: [], band: [] };
  const lastMs = scene.endMs + AFTERWARDS_MS;
  for (let minuteMs = scene.beginMs - CALM_BEFORE_MS; minuteMs <= lastMs; minuteMs += MINUTE_MS) {
    const nowMs = minuteMs + SCHEDULE_OFFSET_MS;
    account.advanceTo(nowMs);
    atMs.push(nowMs);
    excessUsd.push(excessUsdNow(nowMs, account.costUsd));
    for (const name of WATCHERS) told[name].push(await watchers[name].look(nowMs));
  }
  return {
    scene,
    atMs,
    excessUsd,
    functionNames: stage.account.functions.map(({ functionName }) => functionName),
    told,
  };
}

async function watchersOf(
  account: AccountFaces,
  { policyText = "" }: Scene,
  learned: LearnedAccount,
): Promise<Readonly<Record<WatcherName, Watcher>>> {
  return {
    overcurrent: await guardWatcher(account, learned.baselines, policyText),
    static: alarmWatcher(account, learned.staticLimits),
    band: alarmWatcher(account, learned.bandLimits),
  };
}

/**
 * Compares with a twin to whom nothing happens. The twin needs no other functions: what a function draws depends on its own
 * name alone.
 */
function excessMeter(
  stage: Stage,
  { functionName }: Scene,
  startMs: EpochMs,
  seed: number,
): (nowMs: EpochMs, costUsd: (functionName: string) => number) => number {
  if (functionName === undefined) return () => 0;
  const functions = [memberOf(stage, functionName)];
  const twin = simulatedAccount({ ...stage.account, startMs, seed, functions });
  return (nowMs, costUsd) => {
    twin.advanceTo(nowMs);
    return costUsd(functionName) - twin.costUsd(functionName);
  };
}
