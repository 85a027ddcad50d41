import type { Baseline } from "../domain/baseline.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import type { EpochMs } from "../domain/time.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import { firstLookAt } from "./first-look.ts";
import { casesPerMonth } from "./hazard.ts";
import { type Endangered, hiddenUsdPerHour, standingOut } from "./hidden-burn.ts";
import { possibleBurn } from "./possible-burn.ts";
import type { Readable } from "./reading-interval.ts";
import { type Shape, shapeOf } from "./shape.ts";
import { hashOf } from "./turn-of.ts";
import { NO_NOISE, type Noise, usualNoise, withNoise } from "./usual-noise.ts";

/** What the schedule has to know of one function. */
export type WeighedFunction = Endangered &
  Readable &
  Shape & {
    readonly functionName: string;
    readonly noise: Noise;
  };

export type WeighedFleet = {
  /** The noisiest first. */
  readonly functions: readonly WeighedFunction[];
  /** Of all of them together, as if each were noisy by itself. */
  readonly noise: Noise;
};

export type FleetInput = {
  readonly catalogue: Catalogue;
  /** `undefined` for a function that was never learned. */
  readonly baselineOf: (functionName: string) => Baseline | undefined;
  readonly prices: LambdaPrices;
  readonly nowMs: EpochMs;
};

/**
 * What can burn, how likely, and beside how much noise. Good for the hour in which `nowMs` lies, as long as catalogue and baselines
 * are the same: whoever asks each minute may keep it so long.
 *
 * About 2 microseconds for each function, and the sorting.
 */
export function weighFleet({ catalogue, baselineOf, prices, nowMs }: FleetInput): WeighedFleet {
  const functions = catalogue.functions.map((profile): WeighedFunction => {
    const baseline = baselineOf(profile.functionName);
    const possible = possibleBurn(profile, catalogue.limits, prices);
    const noise = usualNoise(baseline, nowMs);
    const shape = shapeOf(profile, baseline, nowMs);
    return {
      functionName: profile.functionName,
      possible,
      casesPerMonth: casesPerMonth(profile, baseline, nowMs),
      hiddenFromReadsUsdPerHour: hiddenUsdPerHour(possible, standingOut(noise), shape.runMs),
      noise,
      // Runs and billed time are one metric, runs at once another.
      metricsPerRead: firstLookAt(profile, baseline, false).includes("maxConcurrency") ? 2 : 1,
      hash: hashOf(profile.functionName),
      ...shape,
    };
  });
  const noise = functions.reduce((total, one) => withNoise(total, one.noise), NO_NOISE);
  const shareOf = (one: WeighedFunction): number =>
    one.noise.durationMsVariance / Math.max(1, noise.durationMsVariance) +
    one.noise.runsVariance / Math.max(1, noise.runsVariance);
  return { functions: functions.sort((one, other) => shareOf(other) - shareOf(one)), noise };
}
