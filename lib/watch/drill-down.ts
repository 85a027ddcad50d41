import type { AccountRise } from "../domain/account-rise.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { plausibility } from "./plausibility.ts";
import type { WeighedFleet, WeighedFunction } from "./weigh-fleet.ts";

export type DrillDownInput = {
  readonly nowMs: EpochMs;
  readonly fleet: WeighedFleet;
  /** Functions that are read this minute anyway: they are behind nothing that is left. */
  readonly read: ReadonlySet<string>;
  /** What the rest of the account's total does beyond the usual; absent: that could not be told. */
  readonly rise?: AccountRise;
  /** Metrics that may be asked at once. */
  readonly savedReads: number;
};

export type DrillDown = {
  /** To be read this minute, the most plausible first. */
  readonly functionNames: readonly string[];
  /** Whether a ranking query is worth its price if they show nothing. */
  readonly isRankingNext: boolean;
  readonly reason: string;
};

/** Half of what one call of GetMetricData takes, so that looking for one rise does not use up a tick. */
const PAGE_METRICS = 250;
/** Events and errors that make nobody run for longer cost next to nothing yet. */
const PAGE_METRICS_BEFORE_USE = 64;
/** A tripwire that trips again must find something left, so a look takes at most so much of what is saved. */
const MOST_OF_SAVED = 0.25;
/** Of a page, so much is always for the most plausible; the rest goes round. */
const FOR_MOST_PLAUSIBLE = 0.5;
/**
 * Minutes of a rise in which a page of functions is read for it: what was looked for in vain is looked for less often. The rise
 * tells its own age, so nothing has to be remembered.
 */
const PAGE_AT_MINUTES: readonly number[] = [1, 2, 3, 5, 8];
/** A blip of one minute is not worth a ranking; and a tick may have been missed. */
const RANKING_AT_MINUTES: readonly number[] = [2, 5, 8];
/** A ranking query goes through no more metrics than that, and each of them is billed. */
const MOST_RANKED = 10_000;

/**
 * Whom to read when the account's total has risen and those who are read do not explain it. A small fleet is read whole. Of a large
 * one a page is read: the functions that fit the rise best, and of the others a different part each minute, since a rise that
 * lasts and whose function is not among the most plausible has to be found as well.
 */
export function drillDown({ nowMs, fleet, read, rise, savedReads }: DrillDownInput): DrillDown {
  const unread = fleet.functions.filter(({ functionName }) => !read.has(functionName));
  const isOut = rise !== undefined && !PAGE_AT_MINUTES.includes(rise.lastingMinutes);
  const page = rise?.isOfUse === false ? PAGE_METRICS_BEFORE_USE : PAGE_METRICS;
  const metrics = isOut ? 0 : Math.floor(Math.min(page, MOST_OF_SAVED * savedReads));
  const ordered = byPlausibility(unread, rise);
  const first = firstOf(ordered, metricsOf(unread) <= metrics ? metrics : FOR_MOST_PLAUSIBLE * metrics);
  const inTurn = turnsOf(
    ordered.slice(first.length),
    metrics - metricsOf(first),
    Math.floor(nowMs / MINUTE_MS),
  );
  const functionNames = [...first, ...inTurn].map(({ functionName }) => functionName);
  const rankingMetrics = Math.min(MOST_RANKED, fleet.functions.length);
  const isRankingNext =
    rise?.isOfUse === true &&
    RANKING_AT_MINUTES.includes(rise.lastingMinutes) &&
    functionNames.length < unread.length &&
    rankingMetrics <= MOST_OF_SAVED * (savedReads - metrics);
  const reason = isOut
    ? `none of ${unread.length} functions: this rise was looked into some minutes ago and is again soon`
    : reasonOf(functionNames.length, unread.length, savedReads);
  return { functionNames, isRankingNext, reason };
}

function byPlausibility(
  functions: readonly WeighedFunction[],
  rise: AccountRise | undefined,
): readonly WeighedFunction[] {
  const runsDeviation = Math.sqrt(functions.reduce((sum, { noise }) => sum + noise.runsVariance, 0));
  return functions
    .map((one) => ({
      one,
      weight: rise === undefined ? one.casesPerMonth : plausibility(one, { ...rise, runsDeviation }),
    }))
    .sort((some, other) => other.weight - some.weight)
    .map(({ one }) => one);
}

/** As many from the beginning as so many metrics are enough for. */
function firstOf(functions: readonly WeighedFunction[], metrics: number): readonly WeighedFunction[] {
  let left = metrics;
  const end = functions.findIndex(({ metricsPerRead }) => {
    left -= metricsPerRead;
    return left < 0;
  });
  return end < 0 ? functions : functions.slice(0, end);
}

/** The part of them whose turn it is in this minute, where so many metrics are enough for one part. */
function turnsOf(
  functions: readonly WeighedFunction[],
  metrics: number,
  minute: number,
): readonly WeighedFunction[] {
  if (metrics < 1 || functions.length === 0) return [];
  const parts = Math.ceil(metricsOf(functions) / metrics);
  const size = Math.ceil(functions.length / parts);
  const from = (minute % parts) * size;
  return firstOf(functions.slice(from, from + size), metrics);
}

const metricsOf = (functions: readonly WeighedFunction[]): number =>
  functions.reduce((sum, { metricsPerRead }) => sum + metricsPerRead, 0);

function reasonOf(count: number, unread: number, savedReads: number): string {
  if (count === unread) return `all ${unread} functions that were not read yet`;
  if (count === 0) return `none of ${unread} functions: ${Math.floor(savedReads)} reads are saved`;
  return `${count} of ${unread} functions: those that fit the rise best, and some of the others in turn`;
}
