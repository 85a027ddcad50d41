import type { Baseline } from "../domain/baseline.ts";
import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";
import type { PlannedChange } from "../domain/plan.ts";
import { probeAllowance } from "./allowance.ts";
import { whyNotToWait } from "./loss-clock.ts";
import { mostReservable } from "./reservable.ts";

/** A change of the reservation, or half a sentence why there is none. */
export type ConcurrencyBrake =
  | { readonly kind: "change"; readonly change: PlannedChange }
  | { readonly kind: "impossible" | "already-lower"; readonly why: string };

/**
 * The reservation that limits the function: 0 for callers who wait, since a refused call is stored nowhere; 1 for
 * everybody else, since Lambda queues and retries what one execution cannot take, but drops new events at 0.
 * Events that would not live through a brake are not made to wait. Never below provisioned concurrency (AWS refuses it) and never above what is reserved now.
 */
export function concurrencyBrake(
  callers: "synchronous" | "asynchronous",
  profile: FunctionProfile,
  baseline: Baseline | undefined,
  limits: AccountLimits,
): ConcurrencyBrake {
  const reserved = Math.max(callers === "synchronous" ? 0 : 1, profile.provisionedConcurrency);
  const prior = profile.reservedConcurrency;
  if (prior !== "unreserved" && prior <= reserved)
    return { kind: "already-lower", why: `its reserved concurrency is ${prior} already` };
  const tooShort = reserved > 0 ? whyNotToWait(profile) : undefined;
  if (tooShort !== undefined) return { kind: "impossible", why: tooShort };
  const reservable = mostReservable(profile, limits);
  if (reserved > reservable)
    return {
      kind: "impossible",
      why: `the account cannot reserve ${reserved}: only ${limits.unreservedConcurrentExecutions} of ${limits.concurrentExecutions} executions are unreserved, and 0 would drop events`,
    };
  return {
    kind: "change",
    change: {
      setting: { kind: "concurrency", functionName: profile.functionName },
      wanted: { kind: "concurrency", reserved },
      allowances: [{ kind: "concurrency", reserved: probeAllowance(profile, baseline, reservable) }],
      reason: callers === "synchronous" ? refusesCallers(reserved) : queuesCallers(reserved),
    },
  };
}

const refusesCallers = (reserved: number): string =>
  reserved === 0
    ? "callers are refused with 429"
    : `only the ${reserved} provisioned executions run; further callers are refused with 429`;

const queuesCallers = (reserved: number): string =>
  `${reserved} ${reserved === 1 ? "execution" : "executions"} at a time; further events wait and are retried`;
