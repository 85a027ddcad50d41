import type { GuardPolicy } from "../domain/guard-policy.ts";
import {
  type SpokeRoles,
  type Target,
  type TargetId,
  type TargetRecord,
  targetId,
} from "../domain/target.ts";

/** Where the guard lives and what its owner wants it to look after. */
export type GuardedWorld = {
  readonly home: Pick<Target, "accountId" | "region">;
  /** What its own names begin with, such as `overcurrent-prod-`; the roles of spokes are named after it, too. */
  readonly ownNamePrefix: string;
  /** `aws`, `aws-cn` or `aws-us-gov`: roles can only be assumed within one. */
  readonly partition: string;
  readonly policy: Pick<GuardPolicy, "regions" | "accounts">;
};

/**
 * Every target that the guard looks after besides its home: the regions of its own account first.
 * @param enabledRegions of its own account; what the policy names and nobody has enabled is left out, since nothing can run
 *   there. `undefined`: could never be asked; those that the policy names are tried then
 */
export function foreignTargets(
  world: GuardedWorld,
  enabledRegions: readonly string[] | undefined,
): readonly Target[] {
  const { home, policy } = world;
  const named = policy.regions === "all" ? [] : policy.regions;
  const wanted = (region: string): boolean => policy.regions === "all" || policy.regions.includes(region);
  const regions = enabledRegions?.filter(wanted) ?? named;
  const targets = [
    ...regions.map((region) => ({ accountId: home.accountId, region })),
    ...memberTargets(world),
  ];
  return targets.filter((target) => targetId(target) !== targetId(home));
}

/**
 * The target of this id, with the roles by which it is reached, as the policy has them now; `undefined`: the guard has
 * no business there. Whether a region is enabled does not matter here.
 */
export function foreignTarget(world: GuardedWorld, id: TargetId): Target | undefined {
  const [, region = ""] = id.split("/");
  return foreignTargets(world, [region]).find((target) => targetId(target) === id);
}

/**
 * A target that the policy does not name, as it was reached while it did. The names of the roles are as ever, so that no record
 * can lead anywhere else. `undefined`: it is home, the policy names it, or how it was reached is not on record.
 */
export function droppedTarget(
  world: GuardedWorld,
  { targetId: id, externalId }: Pick<TargetRecord, "targetId" | "externalId">,
): Target | undefined {
  const [accountId = "", region = ""] = id.split("/");
  if (id === targetId(world.home) || foreignTarget(world, id) !== undefined) return undefined;
  if (accountId === world.home.accountId) return { accountId, region };
  return externalId === undefined
    ? undefined
    : { accountId, region, spoke: spokeRoles(world, accountId, externalId) };
}

const memberTargets = (world: GuardedWorld): readonly Target[] =>
  world.policy.accounts.flatMap(({ account, regions, externalId }) => {
    const spoke = spokeRoles(world, account, externalId);
    return regions.map((region) => ({ accountId: account, region, spoke }));
  });

function spokeRoles(
  { ownNamePrefix, partition }: GuardedWorld,
  accountId: string,
  externalId: string,
): SpokeRoles {
  const roleArn = (name: string) => `arn:${partition}:iam::${accountId}:role/${ownNamePrefix}${name}`;
  return { readRoleArn: roleArn("spoke-read"), actuateRoleArn: roleArn("spoke-actuate"), externalId };
}
