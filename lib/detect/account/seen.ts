import type { Baseline } from "../../domain/baseline.ts";
import type { FunctionProfile } from "../../domain/function-profile.ts";
import type { Window } from "../../domain/observation.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { LambdaPrices } from "../../pricing/prices.ts";

/** One function of the inventory, as this tick has seen it. */
export type SeenFunction = {
  readonly profile: FunctionProfile;
  /** `undefined`: never learned. */
  readonly baseline: Baseline | undefined;
  /** The minutes that were read of the account's total, too. */
  readonly window: Window;
  /** Whether it is a part of the guard. */
  readonly isOwn: boolean;
  /** Whether what it does is told or expected by itself: an incident, a breaker, a declared activity. */
  readonly isTold: boolean;
};

/** The account's total, and every function of the inventory beside it. */
export type SeenAccount = {
  /** The total's own baseline; `undefined`: never learned. */
  readonly baseline: Baseline | undefined;
  /** `invocations` and `durationMs` at least, in periods of 60 s. */
  readonly window: Window;
  /** The same of the last hours in periods of 300 s; absent: no slow drift is looked for. */
  readonly longWindow?: Window;
  readonly functions: readonly SeenFunction[];
  readonly nowMs: EpochMs;
  readonly prices: LambdaPrices;
  /** Hours over which the cost of an anomaly counts as at risk. */
  readonly riskHours: number;
};
