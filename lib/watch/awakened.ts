import type { Baseline } from "../domain/baseline.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import { firstAndInTurn } from "./first-and-in-turn.ts";
import { usdPerMinuteLate, visibleInTotal } from "./hidden-burn.ts";
import { usualRuns } from "./usual-runs.ts";
import type { WeighedFleet } from "./weigh-fleet.ts";

export type AwakenedInput = {
  readonly nowMs: EpochMs;
  readonly fleet: WeighedFleet;
  readonly baselineOf: (functionName: string) => Baseline | undefined;
  /** Who ran in the last hours. */
  readonly listed: ReadonlySet<string>;
  /** Functions that are read this minute anyway. */
  readonly read: ReadonlySet<string>;
  readonly mostMetrics: number;
  /** From one list to the next. */
  readonly everyMinutes: number;
};

export type Awakened = {
  /** Those to be read, the one with the most at stake first. */
  readonly functionNames: readonly string[];
  /** How many woke, those that are not read included. */
  readonly woke: number;
};

/** The list goes back three hours, and by some chance 50 minutes more. */
const LISTED_MS = 4 * HOUR_MS;
/** Who runs at this time every other day is no sleeper. */
const LEAST_USUAL_RUNS = 0.5;
const LEAST_KNOWN_MS = DAY_MS;

/**
 * Who ran although it hardly ever does at this time, or although nothing is known of it. Most of them have a good reason, so only as
 * many are read as the metrics suffice for: half of them with the most at stake, which counts the more, the less likely the function
 * runs by itself; and of the others the next ones with each list.
 */
export function awakened(input: AwakenedInput): Awakened {
  const { nowMs, fleet, baselineOf, listed, read, mostMetrics, everyMinutes } = input;
  const visible = visibleInTotal(fleet.noise);
  const woke = fleet.functions.flatMap((one) => {
    if (!listed.has(one.functionName) || read.has(one.functionName)) return [];
    const baseline = baselineOf(one.functionName);
    const usual = baseline === undefined ? 0 : usualRuns(baseline.invocations, nowMs - LISTED_MS, nowMs);
    if (usual >= LEAST_USUAL_RUNS) return [];
    const likelihood = 1 - Math.exp(-(usual + unseenRuns(baseline)));
    return [{ one, weight: usdPerMinuteLate(one, visible) / likelihood }];
  });
  woke.sort((some, other) => other.weight - some.weight);
  const list = Math.floor(nowMs / (everyMinutes * MINUTE_MS));
  const ordered = woke.map(({ one }) => one);
  return {
    functionNames: firstAndInTurn(ordered, mostMetrics, list).map(({ functionName }) => functionName),
    woke: woke.length,
  };
}

/** Runs in as many hours that may be usual and were not seen yet: one in all the time for which it is known. */
const unseenRuns = (baseline: Baseline | undefined): number =>
  LISTED_MS / Math.max(LEAST_KNOWN_MS, (baseline?.historyDays ?? 0) * DAY_MS);
