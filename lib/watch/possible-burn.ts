import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";
import { lambdaCostUsd } from "../pricing/lambda-cost.ts";
import { CALLS_PER_EXECUTION_SECOND } from "../pricing/most-usd.ts";
import type { LambdaPrices } from "../pricing/prices.ts";

/** How much a function can do, and what it costs; USD at list price. */
export type PossibleBurn = {
  /** Runs at once. */
  readonly executions: number;
  readonly runsPerMinute: number;
  /** One execution that is busy for an hour, without the requests. */
  readonly usdPerExecutionHour: number;
  readonly usdPerRun: number;
};

const HOUR_OF_MS = 3_600_000;
const MINUTE_SECONDS = 60;

/**
 * What a function can burn at most. Lambda adds a thousand executions in ten seconds, so how fast it gets there is no protection,
 * and keys that were stolen go past the limits of its event sources.
 */
export function possibleBurn(
  profile: FunctionProfile,
  limits: AccountLimits,
  prices: LambdaPrices,
): PossibleBurn {
  const executions = reachableExecutions(profile, limits);
  const usdPerHour = lambdaCostUsd({ invocations: 0, durationMs: HOUR_OF_MS }, profile, prices);
  return {
    executions,
    runsPerMinute: executions * CALLS_PER_EXECUTION_SECOND * MINUTE_SECONDS,
    // On the owner's own instances the time is paid anyway, but each request is billed.
    usdPerExecutionHour: profile.hosting === "managed-instances" ? 0 : usdPerHour,
    usdPerRun: prices.usdPerRequest,
  };
}

/** Its reservation, or what the account leaves unreserved. */
function reachableExecutions(
  { reservedConcurrency, hosting }: FunctionProfile,
  { concurrentExecutions, unreservedConcurrentExecutions }: AccountLimits,
): number {
  if (reservedConcurrency !== "unreserved" && hosting === "on-demand") return reservedConcurrency;
  // An account always keeps some unreserved: none means that the inventory could not ask. Fails toward reading.
  return unreservedConcurrentExecutions > 0 ? unreservedConcurrentExecutions : concurrentExecutions;
}
