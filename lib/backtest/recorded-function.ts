import type { FunctionProfile } from "../domain/function-profile.ts";
import type { Window } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";

/** One function with everything that was recorded of it. */
export type RecordedFunction = {
  readonly profile: FunctionProfile;
  /**
   * Periods of 60 or 300 s, each on a full period, dense; `invocations` and `durationMs` are needed, what else it has is
   * used. All of it is final.
   */
  readonly history: Window;
  /** A time at which the function is known to have existed, as for `learnBaseline`. */
  readonly existsSinceMs: EpochMs;
  /** What had to be assumed because it was not recorded, in sentences for people. */
  readonly assumptions: readonly string[];
};
