import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";

/**
 * Executions that AWS keeps unreserved. It is 100 in a normal account and as much as the whole limit in a small one; AWS tells
 * the number only in a refusal, so the careful guess is the larger one.
 */
const UNRESERVED_FLOOR = 100;

/**
 * The highest reservation that AWS would accept for this function now, at least 0: 0 is always accepted, and what the
 * function has reserved already counts as free, since it is replaced.
 */
export function mostReservable(profile: FunctionProfile, limits: AccountLimits): number {
  const floor = Math.min(UNRESERVED_FLOOR, limits.concurrentExecutions);
  const own = profile.reservedConcurrency === "unreserved" ? 0 : profile.reservedConcurrency;
  return Math.max(own, limits.unreservedConcurrentExecutions + own - floor, 0);
}
