import type { AccountRise } from "../domain/account-rise.ts";
import { NO_NOISE, withNoise } from "./usual-noise.ts";
import type { WeighedFunction } from "./weigh-fleet.ts";

/** A rise, and how far chance may have moved what of it is seen. */
export type SeenRise = AccountRise & {
  /** The least and the most runs and billed milliseconds a minute that are behind it; >= 0. */
  readonly runs: Span;
  readonly durationMs: Span;
};

export type Span = { readonly least: number; readonly most: number };

const DEVIATIONS = 2;

/** @param functions those that may be behind it, whose noise is in what is seen */
export function seenRise(rise: AccountRise, functions: readonly WeighedFunction[]): SeenRise {
  const noise = functions.reduce((total, one) => withNoise(total, one.noise), NO_NOISE);
  return {
    ...rise,
    runs: around(rise.runsPerMinute, noise.runsVariance),
    durationMs: around(rise.durationMsPerMinute, noise.durationMsVariance),
  };
}

function around(value: number, variance: number): Span {
  const byChance = DEVIATIONS * Math.sqrt(variance);
  return { least: Math.max(0, value - byChance), most: value + byChance };
}
