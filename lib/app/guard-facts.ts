import type { GuardHealth } from "../domain/guard-health.ts";
import type { TargetId } from "../domain/target.ts";
import type { GuardHealthStore, HeartbeatStore } from "../ports/heartbeats.ts";
import type { AlertOutbox, BreakerStore, TargetStore } from "../ports/stores.ts";
import type { GuardFacts } from "../watch/guard-troubles.ts";

export type GuardFactsDeps = {
  readonly homeId: TargetId;
  readonly heartbeats: HeartbeatStore;
  readonly health: GuardHealthStore;
  readonly targets: TargetStore;
  /** Of home. */
  readonly breakers: BreakerStore;
  readonly outbox: AlertOutbox;
};

export type KnownFacts = {
  readonly facts: GuardFacts;
  /** `undefined`: never checked. */
  readonly health: GuardHealth | undefined;
};

/** What the guard's table tells of the guard itself; costs a handful of reads. @throws {CloudCallError} */
export async function readGuardFacts(deps: GuardFactsDeps): Promise<KnownFacts> {
  const [health, heartbeats, targets, breakers, unsent] = await Promise.all([
    deps.health.load(),
    deps.heartbeats.list(),
    deps.targets.list(),
    deps.breakers.listActive(),
    deps.outbox.listUnsent(),
  ]);
  const tripped = breakers.filter(({ state }) => state.kind !== "armed").map(({ state }) => state.sinceMs);
  return {
    health,
    facts: {
      homeId: deps.homeId,
      targetsSinceMs: health?.targetsSinceMs ?? {},
      targets,
      heartbeats,
      ...(tripped.length > 0 && { trippedSinceMs: Math.min(...tripped) }),
      unsentSinceMs: unsent.map(({ createdAtMs }) => createdAtMs),
      ...(health?.subscribers && { subscribers: health.subscribers }),
      ...(health?.throttles && { throttles: health.throttles }),
    },
  };
}
