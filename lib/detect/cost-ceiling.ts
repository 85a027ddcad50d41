import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";
import { HOUR_MS } from "../domain/time.ts";
import { lambdaCostUsd } from "../pricing/lambda-cost.ts";
import type { LambdaPrices } from "../pricing/prices.ts";

/** AWS's usual quota. A young account has as few as 10, which the inventory knows: too high a guess fails toward stopping. */
const USUAL_CONCURRENT_EXECUTIONS = 1_000;

/** What a function costs per hour with all the concurrency that it can reach running all the time, USD, list price. */
export function costCeilingUsdPerHour(
  profile: FunctionProfile,
  /** Mean length of a run, > 0: requests are billed, too. */
  runMs: number,
  limits: AccountLimits | undefined,
  prices: LambdaPrices,
): number {
  const concurrency =
    profile.reservedConcurrency === "unreserved"
      ? (limits?.unreservedConcurrentExecutions ?? USUAL_CONCURRENT_EXECUTIONS)
      : profile.reservedConcurrency;
  return concurrency * lambdaCostUsd({ invocations: HOUR_MS / runMs, durationMs: HOUR_MS }, profile, prices);
}
