import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";

/** Executions that AWS keeps unreserved in an account of the usual size. */
export const UNRESERVED_FLOOR = 100;

/** Executions that AWS keeps unreserved: small accounts keep all they have, as AWS says in its refusals (`[50]`, `[10]`). */
export const unreservedFloor = ({ concurrentExecutions }: AccountLimits): number =>
  Math.min(UNRESERVED_FLOOR, concurrentExecutions);

/**
 * The highest reservation that AWS would accept for this function now, at least 0: 0 is always accepted, and what the
 * function has reserved already counts as free, since it is replaced.
 */
export function mostReservable(profile: FunctionProfile, limits: AccountLimits): number {
  const own = profile.reservedConcurrency === "unreserved" ? 0 : profile.reservedConcurrency;
  return Math.max(own, limits.unreservedConcurrentExecutions + own - unreservedFloor(limits), 0);
}
