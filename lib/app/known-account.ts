import type { Baseline } from "../domain/baseline.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import { type EpochMs, HOUR_MS } from "../domain/time.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import { type WeighedFleet, weighFleet } from "../watch/weigh-fleet.ts";

export type ProfileOf = ReadonlyMap<string, FunctionProfile>;
/** `undefined` is the account's total. */
export type BaselineOf = ReadonlyMap<string | undefined, Baseline>;

/** What inventory and learning know of an account, by name, and what can burn in it in this hour. */
export type KnownAccount = {
  readonly profileOf: ProfileOf;
  readonly baselineOf: BaselineOf;
  readonly fleet: WeighedFleet;
};

type Kept = KnownAccount & { readonly baselines: readonly Baseline[]; readonly hour: number };

/** By the catalogue that it was made from: the stores hand out the same one until there is another. */
const keptOf = new WeakMap<Catalogue, Kept>();

/** Made once for each catalogue, set of baselines and hour. */
export function knownAccount(
  catalogue: Catalogue,
  baselines: readonly Baseline[],
  nowMs: EpochMs,
): KnownAccount {
  const hour = Math.floor(nowMs / HOUR_MS);
  const before = keptOf.get(catalogue);
  if (before !== undefined && before.baselines === baselines && before.hour === hour) return before;
  const profileOf = new Map(catalogue.functions.map((profile) => [profile.functionName, profile]));
  const baselineOf: BaselineOf = new Map(baselines.map((baseline) => [baseline.functionName, baseline]));
  const fleet = weighFleet({
    catalogue,
    baselineOf: (functionName) => baselineOf.get(functionName),
    prices: lambdaPrices(catalogue.region),
    nowMs,
  });
  const kept = { profileOf, baselineOf, fleet, baselines, hour };
  keptOf.set(catalogue, kept);
  return kept;
}
