import type { EpochMs } from "./time.ts";

/** `222222222222/eu-west-1`: how a target is called in orders, records and on the command line. */
export type TargetId = `${string}/${string}`;

/**
 * One account and region that the guard looks after. The one that it is deployed into is its home; it gets into others of the
 * same account with its own roles, and into other accounts through roles that their owner has made for it.
 */
export type Target = {
  readonly accountId: string;
  readonly region: string;
  /** Absent: the guard's own account. */
  readonly spoke?: SpokeRoles;
};

/** The roles of a member account that the guard assumes. AWS lets nobody assume them who does not name the external id. */
export type SpokeRoles = {
  readonly readRoleArn: string;
  readonly actuateRoleArn: string;
  readonly externalId: string;
};

export const targetId = ({ accountId, region }: Pick<Target, "accountId" | "region">): TargetId =>
  `${accountId}/${region}`;

/**
 * What was last seen of a target. `lastGoodReadMs` is when its metrics were last read as far as they had to be; a tick that
 * saw nothing leaves it as it was and says why in `problem`.
 */
export type TargetRecord = {
  readonly targetId: TargetId;
  /** Absent: not tried yet. */
  readonly lastTriedMs?: EpochMs;
  /** Absent: never read. */
  readonly lastGoodReadMs?: EpochMs;
  /** Why the last try was no good one; absent: it was. */
  readonly problem?: string;
  /**
   * When something last ran there, as far as the account's total shows, or was under a brake, which keeps it from running;
   * absent: neither, in the hours that were looked at.
   */
  readonly lastActiveMs?: EpochMs;
  /** Functions of its last inventory, for sharing the money between targets; absent: no inventory yet. */
  readonly functions?: number;
  /** By which a member account lets the guard in; kept for when the policy no longer names it. Absent: of the own account. */
  readonly externalId?: string;
  /**
   * Of a target that the policy no longer names: how many breakers limit something there. 0: it has been let go of. Absent: it was
   * not asked since.
   */
  readonly heldBreakers?: number;
};

/** What is done for a target in one go. */
export const TARGET_JOBS = ["tick", "inventory", "learn", "tend"] as const;
/** `tick`: watch, then tend its breakers. `tend`: only that, where the policy no longer wants it watched. */
export type TargetJob = (typeof TARGET_JOBS)[number];

/** One message to the workers. */
export type TargetOrder = {
  readonly job: TargetJob;
  readonly target: Target;
  /** The minute that it was given in; a tick that comes too late is of no use, since the next one is there. */
  readonly atMs: EpochMs;
  /** Share of the money for reading that this target may use, 0 to 1. */
  readonly moneyShare: number;
};
