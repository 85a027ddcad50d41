import type { ActuationOutcome, Refusal } from "../../domain/actuation.ts";
import type { BreakerNews } from "../../domain/breaker-news.ts";
import type { GuardPolicy } from "../../domain/guard-policy.ts";
import type { Result } from "../../domain/result.ts";
import type { Clock } from "../../domain/time.ts";
import type { FunctionControl } from "../../ports/function-control.ts";
import type { Log } from "../../ports/log.ts";
import type { Stores } from "../../ports/stores.ts";
import type { Lease } from "./lease.ts";

export type ActuateDeps = Omit<Stores, "outbox"> & {
  readonly clock: Clock;
  readonly control: FunctionControl;
  readonly policy: GuardPolicy;
  /** Functions whose name begins so are the guard itself and never touched. */
  readonly ownNamePrefix: string;
  /** A name that no other run has. */
  readonly newLeaseHolder: () => string;
  /** Comes after the ledger; the same news may come again and must then be told once. */
  readonly tell: (news: BreakerNews) => Promise<void>;
  readonly log: Log;
};

/** One run of `actuate`, which holds the lease on the function. */
export type Run = { readonly deps: ActuateDeps; readonly lease: Lease };

export type Outcome = Result<ActuationOutcome, Refusal>;
