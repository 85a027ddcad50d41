import type { Baseline } from "../domain/baseline.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import { type EpochMs, HOUR_MS } from "../domain/time.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import { type WeighedFleet, weighFleet } from "../watch/weigh-fleet.ts";

export type BaselineOf = ReadonlyMap<string | undefined, Baseline>;

type Kept = { readonly baselines: readonly Baseline[]; readonly hour: number; readonly fleet: WeighedFleet };

/** By the catalogue that it was weighed from: the stores hand out the same one until there is another. */
const keptOf = new WeakMap<Catalogue, Kept>();

/** What can burn in this hour, weighed once for each catalogue, set of baselines and hour. */
export function weighedFleet(
  catalogue: Catalogue,
  baselines: readonly Baseline[],
  baselineOf: BaselineOf,
  nowMs: EpochMs,
): WeighedFleet {
  const hour = Math.floor(nowMs / HOUR_MS);
  const kept = keptOf.get(catalogue);
  if (kept !== undefined && kept.baselines === baselines && kept.hour === hour) return kept.fleet;
  const fleet = weighFleet({
    catalogue,
    baselineOf: (functionName) => baselineOf.get(functionName),
    prices: lambdaPrices(catalogue.region),
    nowMs,
  });
  keptOf.set(catalogue, { baselines, hour, fleet });
  return fleet;
}
