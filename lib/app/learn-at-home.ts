import type { TargetStore } from "../ports/stores.ts";
import { moneyShare } from "../watch/money-share.ts";
import type { GuardedWorld } from "../watch/targets.ts";
import { type LearnDeps, type LearnReport, learn } from "./learn.ts";
import { loadRound } from "./target-round.ts";

export type LearnAtHomeDeps = LearnDeps & {
  /** Whose other targets share the money for reading. */
  readonly world: GuardedWorld;
  readonly targets: TargetStore;
};

/** Learns home, for home's share of the money. @throws {CloudCallError} as `learn` */
export async function learnAtHome(deps: LearnAtHomeDeps): Promise<LearnReport> {
  const round = await loadRound(deps.targets, deps.world, deps.clock());
  return learn({ ...deps, moneyShare: moneyShare(round) });
}
