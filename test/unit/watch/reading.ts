import type { Baseline } from "../../../lib/domain/baseline.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import type { ReadingAllowance } from "../../../lib/domain/reading-allowance.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import { chooseReads, type ReadingList, type ScheduleInput } from "../../../lib/watch/schedule.ts";
import { type WeighedFleet, weighFleet } from "../../../lib/watch/weigh-fleet.ts";
import { aBaseline, aCatalogue, aProfile, NOW_MS } from "../../support/builders.ts";

export type Member = { readonly profile: FunctionProfile; readonly baseline: Baseline | undefined };

/** A function that runs `runsPerMinute` times a minute for `runMs` each, whose level swings by `relativeSpread`. */
export function aMember(
  functionName: string,
  changes: Partial<FunctionProfile> = {},
  { runsPerMinute = 60, relativeSpread = 0.1, runMs = 100 } = {},
): Member {
  const usual = aBaseline({ functionName, meanDurationMs: runMs });
  const level = (perMinute: number, unit: number) => ({
    ...usual.invocations,
    overdispersion: unit,
    byTimeOfDay: new Array<number>(288).fill(perMinute),
    relativeSpread,
  });
  return {
    profile: aProfile({ functionName, triggers: [], ...changes }),
    baseline: {
      ...usual,
      invocations: level(runsPerMinute, 1),
      durationMs: level(runMs * runsPerMinute, runMs),
    },
  };
}

export const members = (count: number, prefix = "function"): readonly Member[] =>
  Array.from({ length: count }, (_, index) => aMember(`${prefix}-${index}`));

export function aFleet(of: readonly Member[]): WeighedFleet {
  const baselines = new Map(of.map(({ profile, baseline }) => [profile.functionName, baseline]));
  return weighFleet({
    catalogue: aCatalogue(of.map(({ profile }) => profile)),
    baselineOf: (functionName) => baselines.get(functionName),
    prices: lambdaPrices("eu-west-1"),
    nowMs: NOW_MS,
  });
}

export const anAllowance = (changes: Partial<ReadingAllowance> = {}): ReadingAllowance => ({
  readsPerMinute: 25,
  freeReadsPerMinute: 15,
  savedReads: 1_000,
  priceRatio: 1,
  state: "sparse",
  reason: "$1 of $5 spent",
  ...changes,
});

export const reads = (fleet: WeighedFleet, changes: Partial<ScheduleInput> = {}): ReadingList =>
  chooseReads({
    nowMs: NOW_MS,
    fleet,
    suspects: new Set(),
    explaining: new Set(),
    watchListed: new Set(),
    allowance: anAllowance(),
    ...changes,
  });

/** What is read in each of the minutes from `NOW_MS` on. */
export const minutesOf = (
  minutes: number,
  fleet: WeighedFleet,
  changes: Partial<ScheduleInput> = {},
): readonly ReadingList[] =>
  Array.from({ length: minutes }, (_, minute) =>
    reads(fleet, { ...changes, nowMs: NOW_MS + minute * MINUTE_MS + 1_500 }),
  );

/** How often each function is read in these minutes. */
export function timesRead(lists: readonly ReadingList[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { always, due } of lists)
    for (const name of [...always, ...due]) times.set(name, (times.get(name) ?? 0) + 1);
  return times;
}
