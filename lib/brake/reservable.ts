import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";

/**
 * Executions that AWS keeps unreserved. An account whose limit is lower keeps all it has, as AWS says in its refusals
 * (`[50]`, `[10]`): there nothing more can be reserved, which is what this floor comes to, too.
 */
export const UNRESERVED_FLOOR = 100;

/**
 * The highest reservation that AWS would accept for this function now, at least 0: 0 is always accepted, and what the
 * function has reserved already counts as free, since it is replaced.
 */
export function mostReservable(profile: FunctionProfile, limits: AccountLimits): number {
  const own = profile.reservedConcurrency === "unreserved" ? 0 : profile.reservedConcurrency;
  return Math.max(own, limits.unreservedConcurrentExecutions + own - UNRESERVED_FLOOR, 0);
}
