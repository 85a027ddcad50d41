import { targetId } from "../domain/target.ts";
import type { EpochMs } from "../domain/time.ts";
import type { TargetStore } from "../ports/stores.ts";
import type { TargetRound } from "../watch/target-round.ts";
import { foreignTargets, type GuardedWorld } from "../watch/targets.ts";

/** The targets besides home and what is known of them. @throws {CloudCallError} */
export async function loadRound(
  targets: TargetStore,
  world: GuardedWorld,
  nowMs: EpochMs,
): Promise<TargetRound> {
  const [records, enabled] = await Promise.all([targets.list(), targets.enabledRegions()]);
  const recordOf = new Map(records.map((record) => [record.targetId, record]));
  return {
    targets: foreignTargets(world, enabled),
    recordOf,
    homeFunctions: recordOf.get(targetId(world.home))?.functions ?? 0,
    nowMs,
  };
}
