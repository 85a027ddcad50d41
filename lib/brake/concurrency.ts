import type { Baseline } from "../domain/baseline.ts";
import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";
import type { PlannedChange } from "../domain/plan.ts";
import type { ConcurrencyValue } from "../domain/setting.ts";
import { LEAST_CAP } from "./grade.ts";
import { ladder, neededConcurrency } from "./ladder.ts";
import { whyNotToWait } from "./least-wait.ts";
import { mostReservable } from "./reservable.ts";

/** A change of the reservation, or half a sentence why there is none. */
export type ConcurrencyBrake =
  | { readonly kind: "change"; readonly change: PlannedChange }
  | { readonly kind: "impossible" | "already-lower"; readonly why: string };

export type ConcurrencyInput = {
  readonly callers: "synchronous" | "asynchronous";
  readonly profile: FunctionProfile;
  readonly baseline: Baseline | undefined;
  readonly limits: AccountLimits;
  /** Executions that a probe leaves to the sources that are read again besides, see `roomFor`. */
  readonly roomForSources: number;
};

/**
 * The reservation that limits the function: 0 for callers who wait, since a refused call is stored nowhere; 1 for
 * everybody else, since Lambda queues and retries what one execution cannot take, but gives up new events at 0. Where even
 * 1 cannot be reserved, 0 is for functions whose given-up events are kept by a failure destination.
 * Events that would not live through a brake are not made to wait. Never below provisioned concurrency (AWS refuses it) and
 * never above what is reserved now.
 */
export function concurrencyBrake(input: ConcurrencyInput): ConcurrencyBrake {
  const { callers, profile, limits } = input;
  const { provisionedConcurrency: provisioned, reservedConcurrency: prior } = profile;
  const least = Math.max(callers === "synchronous" ? 0 : 1, provisioned);
  if (prior !== "unreserved" && prior <= least)
    return { kind: "already-lower", why: `its reserved concurrency is ${prior} already` };
  const reservable = mostReservable(profile, limits);
  if (least > reservable) {
    if (provisioned === 0 && profile.hasFailureDestination) return change(input, 0, reservable, MOVES_EVENTS);
    return { kind: "impossible", why: cannotReserve(least, provisioned, limits) };
  }
  const tooShort = callers === "asynchronous" ? whyNotToWait(profile) : undefined;
  if (tooShort !== undefined) return { kind: "impossible", why: tooShort };
  const words = callers === "synchronous" ? refusesCallers(least) : queuesCallers(least);
  return change(input, least, reservable, provisioned === 0 ? words : `${words}; ${STILL_BILLED}`);
}

/**
 * The cap is what the function needs in a busy minute. Where nothing fits between the full brake and the prior state, the
 * only stage of a probe is the prior state: this errs toward spending for the few minutes of a probe, in small accounts.
 */
function change(
  { callers, profile, baseline, roomForSources }: ConcurrencyInput,
  full: number,
  reservable: number,
  reason: string,
): ConcurrencyBrake {
  const prior = profile.reservedConcurrency;
  const least = full + 1 + roomForSources;
  const most = prior === "unreserved" ? reservable : Math.min(reservable, prior - 1);
  const need = Math.max(neededConcurrency(baseline), least);
  // The last stage has to serve a healthy function, or the probe would hold its ordinary load against it.
  const base = prior === "unreserved" ? 2 * need : Math.max(prior, 2 * need);
  const stages = ladder(base, least, most);
  const cap = Math.min(need, most);
  return {
    kind: "change",
    change: {
      setting: { kind: "concurrency", functionName: profile.functionName },
      wanted: reservation(full),
      ...(baseline !== undefined && cap >= Math.max(LEAST_CAP, least) && { cap: reservation(cap) }),
      ...(callers === "synchronous" && { refusesOnly: true }),
      allowances: stages.length > 0 ? stages.map(reservation) : [reservation(prior)],
      reason,
    },
  };
}

const reservation = (reserved: ConcurrencyValue["reserved"]): ConcurrencyValue => ({
  kind: "concurrency",
  reserved,
});

const MOVES_EVENTS =
  "the account cannot reserve 1, so at 0 new events go to its failure destination untried: they are moved, not lost, and have to be sent again from there";

const STILL_BILLED =
  "AWS takes no reservation below its provisioned concurrency, which goes on running and being billed";

function cannotReserve(least: number, provisioned: number, limits: AccountLimits): string {
  const { concurrentExecutions, unreservedConcurrentExecutions } = limits;
  const below = provisioned > 0 ? "its provisioned concurrency allows no less" : "0 would drop events";
  return `the account cannot reserve ${least}: only ${unreservedConcurrentExecutions} of ${concurrentExecutions} executions are unreserved, and ${below}`;
}

const refusesCallers = (reserved: number): string =>
  reserved === 0
    ? "callers are refused with 429"
    : `${executions(reserved)} at a time; further callers are refused with 429`;

const queuesCallers = (reserved: number): string =>
  `${executions(reserved)} at a time; further events wait and are retried`;

const executions = (count: number): string => `${count} ${count === 1 ? "execution" : "executions"}`;
