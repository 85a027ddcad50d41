import type { Refusal } from "../../domain/actuation.ts";
import { ConcurrentChangeError } from "../../domain/errors.ts";
import { type Result, refused } from "../../domain/result.ts";
import { type Clock, type EpochMs, SECOND_MS } from "../../domain/time.ts";
import type { Log } from "../../ports/log.ts";
import type { LeaseStore } from "../../ports/stores.ts";

/**
 * How long a run may act. Longer than the deployed function may run (its timeout is 60 s), so that a run that lost
 * its lease is dead and cannot write late; short enough that a crash holds up the next run for one tick only.
 */
const LEASE_MS = 75 * SECOND_MS;

/** Leased by a trip besides the function itself: two at once would both find room in the blast radius. No function is named so. */
export const WHOLE_FLEET = "*";

export type Lease = { readonly name: string; readonly untilMs: EpochMs };

type LeaseDeps = {
  readonly clock: Clock;
  readonly leases: LeaseStore;
  readonly newLeaseHolder: () => string;
  readonly log: Log;
};

/** Runs `work` while holding the lease on `name`, or is refused because another run holds it. */
export async function withLease<T>(
  deps: LeaseDeps,
  name: string,
  work: (lease: Lease) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const holder = deps.newLeaseHolder();
  const nowMs = deps.clock();
  const lease = { name, untilMs: nowMs + LEASE_MS };
  const taken = await deps.leases.take(name, holder, lease.untilMs, nowMs);
  if (!taken.ok) return refused({ kind: "busy", leaseUntilMs: taken.error.leaseUntilMs });
  try {
    return await work(lease);
  } finally {
    await giveBack(deps, name, holder);
  }
}

/** @throws {ConcurrentChangeError} when the lease has run out: another run may be acting by now */
export function mustHold(lease: Lease, nowMs: EpochMs): void {
  if (nowMs >= lease.untilMs) throw new ConcurrentChangeError(`the lease on ${lease.name}`);
}

/** A lease that cannot be given back runs out by itself, so it must not hide what the run came to. */
async function giveBack(deps: LeaseDeps, name: string, holder: string): Promise<void> {
  try {
    await deps.leases.release(name, holder);
  } catch (error) {
    deps.log.warn("lease could not be given back; it runs out by itself", { name, error: String(error) });
  }
}
