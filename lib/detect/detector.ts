import type { Signal } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { EpochMs } from "../domain/time.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import type { FinalMinutes } from "./final-minutes.ts";

export type DetectorInput = {
  readonly profile: FunctionProfile;
  readonly baseline: Baseline;
  readonly minutes: FinalMinutes;
  /** Start of the newest final minute: what is usual is looked up for this time. */
  readonly newestMs: EpochMs;
  readonly prices: LambdaPrices;
};

/**
 * A pure look at one side of one function. `undefined` when its measurements were not read or are too few; otherwise a
 * signal whose score of 1 is the cut.
 */
export type Detector = (input: DetectorInput) => Signal | undefined;
