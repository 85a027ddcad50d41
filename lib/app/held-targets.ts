import { brakesOf } from "../domain/breaker.ts";
import { type Target, type TargetRecord, targetId } from "../domain/target.ts";
import type { Log } from "../ports/log.ts";
import type { BreakerStore, TargetStore } from "../ports/stores.ts";
import { isAskedAgain } from "../watch/held-turns.ts";
import type { TargetRound } from "../watch/target-round.ts";
import { droppedTarget, foreignTarget, type GuardedWorld } from "../watch/targets.ts";

export type HeldTargetsDeps = {
  readonly log: Log;
  readonly world: GuardedWorld;
  readonly targets: TargetStore;
  /** The breakers of a target, by its records alone. */
  readonly breakersAt: (target: Pick<Target, "accountId" | "region">) => BreakerStore;
};

/** A target that the policy no longer names, in which something is limited. */
export type HeldTarget = Pick<Target, "accountId" | "region"> & {
  /** How it is reached; absent: the guard does not remember how. */
  readonly target?: Target;
};

const UNREACHABLE =
  "the policy no longer names its account, and how to get in was never noted; put it back into the policy until nothing is limited there";

/**
 * The targets that the policy no longer names and in which breakers still limit something: they are tended until nothing is, and then
 * left alone. Of those left alone, each is asked about once an hour, since a tick that was under way may still have tripped.
 * @throws {CloudCallError} when the table does not answer
 */
export async function heldTargets(
  deps: HeldTargetsDeps,
  { targets, recordOf, nowMs }: TargetRound,
): Promise<readonly HeldTarget[]> {
  const { world, log } = deps;
  const named = new Set([world.home, ...targets].map(targetId));
  const dropped = [...recordOf.values()].filter((record) => !named.has(record.targetId));
  const held: HeldTarget[] = [];
  for (const record of dropped.filter((one) => isAskedAgain(one, nowMs))) {
    // Named, and yet not looked after: its region was disabled.
    const target = foreignTarget(world, record.targetId) ?? droppedTarget(world, record);
    const [accountId = "", region = ""] = record.targetId.split("/");
    const heldBreakers = await limitedAt(deps, { accountId, region });
    if (heldBreakers !== record.heldBreakers) {
      await deps.targets.note({ targetId: record.targetId, heldBreakers });
      log.info("a target is no longer in the policy", { targetId: record.targetId, heldBreakers });
    }
    if (heldBreakers === 0) continue;
    if (target === undefined)
      await deps.targets.note({ targetId: record.targetId, lastTriedMs: nowMs, problem: UNREACHABLE });
    held.push({ accountId, region, ...(target !== undefined && { target }) });
  }
  return held;
}

/** Notes how member accounts are reached, as long as the policy says so, for when it no longer does. */
export async function rememberWaysIn(
  { targets }: Pick<HeldTargetsDeps, "targets">,
  round: TargetRound,
): Promise<void> {
  for (const target of round.targets) {
    const id = targetId(target);
    const record: TargetRecord | undefined = round.recordOf.get(id);
    const externalId = target.spoke?.externalId;
    if (externalId !== undefined && externalId !== record?.externalId)
      await targets.note({ targetId: id, externalId });
  }
}

/** A breaker without brakes keeps the guard off, or is back to what it was: nothing there needs to be undone. */
async function limitedAt(
  { breakersAt }: HeldTargetsDeps,
  place: Pick<Target, "accountId" | "region">,
): Promise<number> {
  const active = await breakersAt(place).listActive();
  return active.filter(({ state }) => brakesOf(state).length > 0).length;
}
