import type { Brake, Breaker } from "./breaker.ts";
import type { Incident } from "./incident.ts";
import type { Operator } from "./operator.ts";

/** What happened to a breaker that its owner should hear of. Probing is not told: nobody has to do anything about it. */
export type BreakerNews = {
  readonly kind:
    | "tripped"
    | "retripped"
    | "restored"
    | "drifted"
    | "failed"
    | "killed"
    | "held"
    | "released"
    | "expired";
  readonly breaker: Breaker;
  /** The brakes that the news is about; after a restore the breaker itself has none any more. */
  readonly brakes: readonly Brake[];
  readonly reason: string;
  readonly by: Operator;
  readonly incident?: Incident;
};
