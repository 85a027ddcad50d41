import type { Brake, BreakerState } from "../domain/breaker.ts";
import type { Operator } from "../domain/operator.ts";
import type { EpochMs } from "../domain/time.ts";
import { toPrior } from "./brakes.ts";
import { type LimitingState, limitingOf } from "./limiting.ts";

type Restore = {
  readonly reason: string;
  readonly by: Operator;
  readonly nowMs: EpochMs;
  /** Those to put back; all of the state's unless said. */
  readonly brakes?: readonly Brake[];
  readonly neverApplied?: boolean | undefined;
  readonly thenOffUntilMs?: EpochMs | undefined;
  readonly attempt?: number | undefined;
  readonly recovers?: boolean;
};

/** The state in which every prior value is being put back. */
export const restoringFrom = (
  state: LimitingState,
  {
    reason,
    by,
    nowMs,
    brakes = state.brakes,
    neverApplied = false,
    thenOffUntilMs,
    attempt,
    recovers = true,
  }: Restore,
): Extract<BreakerState, { kind: "restoring" }> => ({
  ...limitingOf(state),
  kind: "restoring",
  brakes: toPrior(brakes),
  reason,
  by,
  startedAtMs: nowMs,
  ...(neverApplied && { neverApplied }),
  ...(attempt !== undefined && { attempt }),
  ...(!recovers && { recovers }),
  ...(thenOffUntilMs !== undefined && { thenOffUntilMs }),
});
