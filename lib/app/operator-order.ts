import type { ActuationRequest } from "../domain/actuation.ts";
import type { Operator } from "../domain/operator.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

/** How long a person's order may last, in minutes: 5 minutes to 7 days. */
export const ORDER_EXPIRY_MINUTES = { least: 5, most: 10_080 } as const;

/**
 * How long an order lasts unless the person says otherwise, in minutes.
 * - `kill`, 4 hours: below the six after which Lambda gives up on the asynchronous events that wait behind a brake.
 * - `hold`, a day: nothing waits behind a hold of a running function, so it may outlast the person's shift.
 * - `exempt`, 7 days: time to change the policy, which is where a lasting exemption belongs.
 */
export const DEFAULT_ORDER_MINUTES = { kill: 240, hold: 1_440, exempt: 10_080 } as const;

type OrderFor<Verb extends string> = {
  readonly verb: Verb;
  readonly functionName: string;
  /** Why, in the person's words; kept in the ledger. */
  readonly reason: string;
};

/**
 * What a person may order for one function. Each holds until the person gives the function back or it expires.
 * - `kill`: brake it now and keep it braked, also in observe mode and without a baseline.
 * - `hold`: keep it as it is: a running one is left alone by the guard, a tripped one stays tripped without probes.
 * - `exempt`: put everything back as it was and keep the guard off, for this incident and every other.
 * - `restore`: put everything back as it was; the guard keeps off this incident from then on. `force` puts back also what
 *   somebody changed since the trip.
 * - `release`: give it back to the guard: a braked one is probed at once, one left alone is guarded again.
 * - `approve`, `reject`: answer what the guard asked in approve mode: do it, or leave this incident alone.
 */
export type OrderRequest =
  /** 5 to 10,080 minutes; see DEFAULT_ORDER_MINUTES. */
  | (OrderFor<"kill" | "hold" | "exempt"> & { readonly expiresInMinutes?: number })
  | (OrderFor<"restore"> & { readonly force?: boolean })
  | OrderFor<"release" | "approve" | "reject">;

export type OrderVerb = OrderRequest["verb"];

/** An order, and the authenticated person who gives it. */
export type OperatorOrder = OrderRequest & { readonly by: Operator };

/**
 * The order as `actuate` takes it.
 * @throws {RangeError} when `expiresInMinutes` is outside `ORDER_EXPIRY_MINUTES`
 */
export function requestFor(order: OperatorOrder, nowMs: EpochMs): ActuationRequest {
  const { functionName, reason, by } = order;
  const byPerson = { functionName, reason, by };
  switch (order.verb) {
    case "kill":
    case "hold":
    case "exempt": {
      const minutes = order.expiresInMinutes ?? DEFAULT_ORDER_MINUTES[order.verb];
      return { kind: `operator-${order.verb}`, ...byPerson, expiresAtMs: expiry(minutes, nowMs) };
    }
    case "restore":
      return { kind: "operator-restore", ...byPerson, force: order.force ?? false };
    case "release":
      return { kind: "operator-release", ...byPerson };
    case "approve":
    case "reject":
      return { kind: `operator-${order.verb}`, ...byPerson };
  }
}

function expiry(minutes: number, nowMs: EpochMs): EpochMs {
  const { least, most } = ORDER_EXPIRY_MINUTES;
  if (!(minutes >= least && minutes <= most))
    throw new RangeError(`expiresInMinutes must be ${least} to ${most}, got ${minutes}`);
  return nowMs + minutes * MINUTE_MS;
}
