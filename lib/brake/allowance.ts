import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile, ReservedConcurrency } from "../domain/function-profile.ts";

/** One execution could be the braked rate itself; two show whether more would come. */
const LEAST_ALLOWANCE = 2;

/**
 * Reserved concurrency while probing: what the function needs in a normal busy minute, so that a healthy one shows no harm and
 * a runaway one shows itself at bounded cost.
 *
 * Where the account cannot reserve that much, the probe runs with the prior reservation or with none: this errs
 * toward spending for the few minutes of a probe, in accounts whose whole limit is small.
 *
 * @param reservable highest reservation that AWS would accept, see mostReservable
 */
export function probeAllowance(
  profile: FunctionProfile,
  baseline: Baseline | undefined,
  reservable: number,
): ReservedConcurrency {
  const prior = profile.reservedConcurrency;
  const busy = Math.max(LEAST_ALLOWANCE, Math.ceil(baseline?.busyConcurrency ?? 0));
  const needed = Math.max(busy, profile.provisionedConcurrency);
  if (prior !== "unreserved" && prior <= needed) return prior;
  const most = Math.min(needed, reservable);
  return most < Math.max(LEAST_ALLOWANCE, profile.provisionedConcurrency) ? prior : most;
}
