import type { GuardTrouble, Subscribers } from "../domain/guard-health.ts";
import { type Target, type TargetId, type TargetRecord, targetId } from "../domain/target.ts";
import type { Clock, EpochMs } from "../domain/time.ts";
import { guardTroubles } from "../watch/guard-troubles.ts";
import { isWatchedInFull } from "../watch/target-round.ts";
import { foreignTargets, type GuardedWorld } from "../watch/targets.ts";
import { type GuardFactsDeps, readGuardFacts } from "./guard-facts.ts";
import type { StatusReport } from "./operator-commands.ts";

/**
 * `idle region`: nothing has run there for hours, so only its total is looked at. `taken out`: the policy no longer names it; what is
 * limited there is tended until it is released.
 */
export type TargetKind = "home" | "region" | "idle region" | "member account" | "taken out";

/** One account and region that the guard looks after, and whether it is seen. */
export type ListedTarget = Pick<
  TargetRecord,
  "targetId" | "lastTriedMs" | "lastGoodReadMs" | "functions" | "heldBreakers"
> & {
  readonly accountId: string;
  readonly region: string;
  readonly kind: TargetKind;
  /** `new`: not looked at yet, and not for longer than that may take. */
  readonly state: "seen" | "new" | "blind";
  /** Why the last try was no good one; absent: it was, or nobody has tried. */
  readonly problem?: string;
};

/** Whether the guard itself is well; the same for every target. */
export type GuardOverview = {
  readonly atMs: EpochMs;
  /** When home was last really looked at; absent: never. */
  readonly lastLookMs?: EpochMs;
  /** What keeps it from guarding, the gravest first. */
  readonly troubles: readonly GuardTrouble[];
  /** Who hears of alerts; absent: could not be asked yet. */
  readonly subscribers?: Subscribers;
  /** Home first. */
  readonly targets: readonly ListedTarget[];
};

/** What the API answers about one target: its own state, and that of the guard. */
export type GuardStatus = StatusReport & { readonly guard: GuardOverview };

export type GuardOverviewDeps = GuardFactsDeps & { readonly clock: Clock; readonly world: GuardedWorld };

/** What is known of the guard and its targets at this moment, whoever of it still runs. @throws {CloudCallError} */
export async function guardOverview(deps: GuardOverviewDeps): Promise<GuardOverview> {
  const { clock, world, targets, homeId } = deps;
  const [{ facts }, enabledRegions] = await Promise.all([readGuardFacts(deps), targets.enabledRegions()]);
  const nowMs = clock();
  const recordOf = new Map(facts.targets.map((record) => [record.targetId, record]));
  const named = [world.home, ...foreignTargets(world, enabledRegions)];
  const guarded = [...named, ...heldAmong(facts.targets, named.map(targetId))];
  // One that dispatch has not seen yet is new.
  const targetsSinceMs = Object.fromEntries(
    guarded.map(targetId).map((id) => [id, facts.targetsSinceMs[id] ?? nowMs]),
  );
  const troubles = guardTroubles({ ...facts, targetsSinceMs }, nowMs);
  const blind = new Set(troubles.flatMap((trouble) => blindTargetOf(trouble, homeId) ?? []));
  const { watch: lastLookMs } = facts.heartbeats;
  return {
    atMs: nowMs,
    ...(lastLookMs !== undefined && { lastLookMs }),
    troubles,
    ...(facts.subscribers && { subscribers: facts.subscribers.answer }),
    targets: guarded.map((target) =>
      listed(target, recordOf.get(targetId(target)), {
        named: new Set(named.map(targetId)),
        homeId,
        blind,
        nowMs,
      }),
    ),
  };
}

/** A watch that is silent leaves home unseen as well. */
function blindTargetOf(trouble: GuardTrouble, homeId: TargetId): TargetId | undefined {
  if (trouble.kind === "blind-target") return trouble.targetId;
  return trouble.kind === "silent-part" && trouble.part === "watch" ? homeId : undefined;
}

type Beside = {
  readonly named: ReadonlySet<TargetId>;
  readonly homeId: TargetId;
  readonly blind: ReadonlySet<TargetId>;
  readonly nowMs: EpochMs;
};

function listed(target: Target, record: TargetRecord | undefined, beside: Beside): ListedTarget {
  const { accountId, region } = target;
  const id = targetId(target);
  const seen = record?.lastGoodReadMs === undefined ? "new" : "seen";
  const { externalId: _, heldBreakers, ...known } = record ?? {};
  const isNamed = beside.named.has(id);
  return {
    ...known,
    targetId: id,
    accountId,
    region,
    kind: isNamed ? kindOf(target, record, beside) : "taken out",
    state: beside.blind.has(id) ? "blind" : seen,
    ...(!isNamed && heldBreakers !== undefined && { heldBreakers }),
  };
}

function kindOf(target: Target, record: TargetRecord | undefined, { homeId, nowMs }: Beside): TargetKind {
  if (targetId(target) === homeId) return "home";
  if (target.spoke !== undefined) return "member account";
  return isWatchedInFull(target, record, nowMs) ? "region" : "idle region";
}

/** Those that the policy no longer names and in which something is limited. */
const heldAmong = (records: readonly TargetRecord[], named: readonly TargetId[]): readonly Target[] =>
  records
    .filter(({ targetId: id, heldBreakers = 0 }) => heldBreakers > 0 && !named.includes(id))
    .map(({ targetId: id }) => {
      const [accountId = "", region = ""] = id.split("/");
      return { accountId, region };
    });
