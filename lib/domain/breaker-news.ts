import type { Severity } from "./anomaly.ts";
import type { Brake, Breaker } from "./breaker.ts";
import type { Incident } from "./incident.ts";
import type { Operator } from "./operator.ts";

/** What happened to a breaker that its owner should hear of. Probing is not told: nobody has to do anything about it. */
export type BreakerNews = {
  readonly kind:
    | "tripped"
    | "retripped"
    | "restored"
    /** The function is gone, and with it what was limited; what outlives it was put back where AWS let us. */
    | "deleted"
    | "drifted"
    | "failed"
    | "killed"
    | "held"
    | "released"
    | "expired"
    /** The guard keeps off a function because a person said so. */
    | "exempted"
    /** The cap let too much through: the full brake is on. */
    | "escalated"
    /** What waits is let through in a trickle, before it is lost. */
    | "eased"
    /** Half of the loss clock has run. */
    | "loss-near"
    /** What waits under our brake is being lost, or will be, because the policy or a person says keep. */
    | "losing"
    /** The settings say stopped, the metrics say it still runs. */
    | "leaking";
  readonly breaker: Breaker;
  /** The brakes that the news is about; after a restore the breaker itself has none any more. */
  readonly brakes: readonly Brake[];
  readonly reason: string;
  readonly by: Operator;
  /** Where it is graver, or less grave, than its kind usually is. */
  readonly severity?: Severity;
  readonly incident?: Incident;
  /** Of a function that was deleted: what came of each of `brakes`, in their order. */
  readonly ends?: readonly BrakeEnd[];
};

/** `left`: it is as it was found, for this reason. */
export type BrakeEnd =
  | { readonly kind: "gone" | "put-back" }
  | { readonly kind: "left"; readonly why: string };
