import { quantileOf } from "../quantile.ts";
import { isAttackScene } from "./all-scenes.ts";
import type { SceneKind } from "./scene.ts";
import type { SceneOutcome } from "./score-scene.ts";
import type { WatcherName } from "./watcher.ts";

export type KindOutcome = { readonly kind: SceneKind; readonly outcome: SceneOutcome };

/** How one watcher did in some scenes, attacks or harmless ones. */
export type WatcherScore = {
  readonly scenes: number;
  /** In which a person was told. */
  readonly told: number;
  /** From the beginning, over those that were told; undefined when there are none. */
  readonly medianMinutes: number | undefined;
  readonly p95Minutes: number | undefined;
  /** Of those that were told, the ones that got a right name; undefined for a watcher without names. */
  readonly rightlyNamed: number | undefined;
  readonly wouldStop: number;
  /** Median over all of these scenes, told or not. */
  readonly medianUsdUntilTold: number;
  readonly falseAlarms: number;
  readonly functionWeeks: number;
};

export function scoreOf(outcomes: readonly KindOutcome[], watcher: WatcherName): WatcherScore {
  const all = outcomes.map(({ outcome }) => ({ ...outcome, ...outcome.byWatcher[watcher] }));
  const told = all.filter(({ minutesToTell }) => minutesToTell !== undefined);
  const minutes = told.flatMap(({ minutesToTell }) => minutesToTell ?? []);
  const named = told.filter(({ cause }) => cause !== undefined);
  return {
    scenes: all.length,
    told: told.length,
    medianMinutes: quantileOf(minutes, 0.5),
    p95Minutes: quantileOf(minutes, 0.95),
    rightlyNamed:
      named.length === 0
        ? undefined
        : named.filter(({ cause, causes }) => cause !== undefined && causes.includes(cause)).length,
    wouldStop: all.filter(({ wouldStop }) => wouldStop).length,
    medianUsdUntilTold:
      quantileOf(
        all.map(({ usdUntilTold }) => usdUntilTold),
        0.5,
      ) ?? 0,
    falseAlarms: sum(all.map(({ falseAlarms }) => falseAlarms)),
    functionWeeks: sum(all.map(({ functionWeeks }) => functionWeeks)),
  };
}

export const attacksOf = (outcomes: readonly KindOutcome[]): readonly KindOutcome[] =>
  outcomes.filter(({ kind }) => isAttackScene(kind));

export const benignOf = (outcomes: readonly KindOutcome[]): readonly KindOutcome[] =>
  outcomes.filter(({ kind }) => !isAttackScene(kind));

export const ofKind = (outcomes: readonly KindOutcome[], kind: SceneKind): readonly KindOutcome[] =>
  outcomes.filter((outcome) => outcome.kind === kind);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
