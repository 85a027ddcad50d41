import type { Cause } from "./anomaly.ts";
import type { EpochMs } from "./time.ts";
import type { Trigger } from "./trigger.ts";

/** What more than half of some functions have in common, as a clue for a person: `functions` out of `of`. */
export type SharedCause = Clue & { readonly functions: number; readonly of: number };

type Clue =
  | { readonly kind: "stack"; readonly stackName: string }
  | { readonly kind: "source"; readonly source: Trigger }
  | { readonly kind: "deploy"; readonly firstMs: EpochMs; readonly lastMs: EpochMs }
  | { readonly kind: "onset"; readonly cause: Cause; readonly firstMs: EpochMs; readonly lastMs: EpochMs };

/** More functions run away than the guard may trip in an hour, so it has stopped acting and calls a person. */
export type BlastRadiusExcess = {
  readonly accountId: string;
  readonly region: string;
  /** Tripped by the guard in the last hour, sorted by name. */
  readonly tripped: readonly string[];
  /** Not acted on because of it, the dearest first, never empty; USD per hour beyond the expectation, list price. */
  readonly heldBack: readonly { readonly functionName: string; readonly impactUsdPerHour: number }[];
  /** Absent: nothing is seen that they share. */
  readonly sharedCause?: SharedCause;
};
