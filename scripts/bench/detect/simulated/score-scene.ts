import type { Cause } from "../../../../lib/domain/anomaly.ts";
import { MINUTE_MS } from "../../../../lib/domain/time.ts";
import { alarmRows } from "../alarms.ts";
import type { PlayedScene } from "./play-scene.ts";
import type { Told, WatcherName } from "./watcher.ts";

/** How one watcher did in one scene. */
export type WatcherOutcome = {
  /** From the beginning until a person is told; undefined: not told, or told of something else before. */
  readonly minutesToTell: number | undefined;
  /** What it was called then. */
  readonly cause: Cause | undefined;
  readonly wouldStop: boolean;
  /** What it had cost by then beyond the usual, or by its end if nobody was told. */
  readonly usdUntilTold: number;
  /** About functions that nothing happened to. */
  readonly falseAlarms: number;
};

export type SceneOutcome = {
  readonly byWatcher: Readonly<Record<WatcherName, WatcherOutcome>>;
  readonly causes: readonly Cause[];
  /** Watched time of the functions that nothing happened to. */
  readonly functionWeeks: number;
};

const MERGE_MINUTES = 30;
const MINUTES_PER_HOUR = 60;
const MINUTES_PER_WEEK = 10_080;

/** Holds what was said against what happened. */
export function scoreScene(played: PlayedScene): SceneOutcome {
  const { scene, functionNames } = played;
  const untouched = functionNames.filter((functionName) => functionName !== scene.functionName);
  return {
    byWatcher: {
      overcurrent: outcomeOf(played, played.told.overcurrent, untouched),
      static: outcomeOf(played, played.told.static, untouched),
      band: outcomeOf(played, played.told.band, untouched),
    },
    causes: scene.causes,
    functionWeeks: (untouched.length * played.atMs.length) / MINUTES_PER_WEEK,
  };
}

type Saying = readonly ReadonlyMap<string, Told>[];

function outcomeOf(
  { scene, atMs, excessUsd }: PlayedScene,
  told: Saying,
  untouched: readonly string[],
): WatcherOutcome {
  const { functionName, beginMs, endMs } = scene;
  const begin = atMs.findIndex((ms) => ms >= beginMs);
  // What is harmless may still be told of while it fades out of the metrics.
  const isHarmless = scene.causes.length === 0;
  const isTold = (tick: number): boolean => saidOf(told[tick], functionName).length > 0;
  const before = atMs.slice(0, begin).filter((_, tick) => isTold(tick)).length;
  const first = atMs.findIndex((ms, tick) => tick >= begin && (ms <= endMs || isHarmless) && isTold(tick));
  const isCredited = first !== -1 && before <= begin / 2;
  const tick = isCredited ? first : atMs.findLastIndex((ms) => ms <= endMs);
  return {
    minutesToTell: isCredited ? ((atMs[first] ?? 0) - beginMs) / MINUTE_MS : undefined,
    cause: isCredited ? saidOf(told[first], functionName)[0]?.cause : undefined,
    wouldStop: told.some((said) => saidOf(said, functionName).some(({ wouldStop }) => wouldStop)),
    usdUntilTold: excessUsd[tick] ?? 0,
    falseAlarms: falseAlarmsAbout(untouched, told),
  };
}

/** What was said of the function of the scene, or of any where it has none. */
function saidOf(
  said: ReadonlyMap<string, Told> | undefined,
  functionName: string | undefined,
): readonly Told[] {
  if (functionName === undefined) return [...(said?.values() ?? [])];
  const told = said?.get(functionName);
  return told === undefined ? [] : [told];
}

/** Counted as for the series: what is less than half an hour apart is one alarm, and it counts once per started hour. */
const falseAlarmsAbout = (functionNames: readonly string[], told: Saying): number =>
  functionNames
    .map(
      (functionName) =>
        alarmRows(
          (tick) => told[tick]?.has(functionName) === true,
          told.length,
          MERGE_MINUTES,
          MINUTES_PER_HOUR,
        ).length,
    )
    .reduce((sum, alarms) => sum + alarms, 0);
