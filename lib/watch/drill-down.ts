import { median } from "simple-statistics";
import type { AccountRise } from "../domain/account-rise.ts";
import type { ReadingAllowance } from "../domain/reading-allowance.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { USD_PER_METRIC_READ } from "../pricing/guard-rates.ts";
import { firstAndInTurn } from "./first-and-in-turn.ts";
import { likelyUsdPerHour } from "./likely-burn.ts";
import { plausibility } from "./plausibility.ts";
import { type SeenRise, seenRise } from "./seen-rise.ts";
import type { WeighedFleet, WeighedFunction } from "./weigh-fleet.ts";

export type DrillDownInput = Saved & {
  readonly nowMs: EpochMs;
  readonly fleet: WeighedFleet;
  /** Functions that are read this minute anyway: they are behind nothing that is left. */
  readonly read: ReadonlySet<string>;
  /** Functions that were read for a rise a moment ago and had no part in it. */
  readonly inVain: ReadonlySet<string>;
  /** What the rest of the account's total does beyond the usual; absent: that could not be told. */
  readonly rise?: AccountRise;
};

/** What has been saved for suspicions. */
type Saved = Pick<ReadingAllowance, "savedReads" | "priceRatio">;

export type DrillDown = {
  /** To be read this minute, the most plausible first. */
  readonly functionNames: readonly string[];
  /** Whether a ranking query is worth its price if they show nothing. */
  readonly isRankingNext: boolean;
  readonly reason: string;
};

/** Half of what one call of GetMetricData takes: for a rise of which nothing is known. */
const PAGE_METRICS = 250;
/** Five to ten calls, so that looking for one rise does not use up a tick. */
const MOST_PAGE_METRICS = 2_500;
/** Events and errors that make nobody run for longer cost next to nothing yet. */
const PAGE_METRICS_BEFORE_USE = 64;
/** A tripwire that trips again must find something left, so a look takes about so much of what is saved. */
const MOST_OF_SAVED = 0.25;
/**
 * Minutes of a rise in which a whole page is read for it: what was looked for in vain is looked for less often. The rise tells its
 * own age, so nothing has to be remembered.
 */
const PAGE_AT_MINUTES: readonly number[] = [1, 2, 3, 5, 8];
/** In the other minutes: a blip may have become an attack meanwhile, which now fits somebody far better. */
const METRICS_BETWEEN_PAGES = 32;
/** A blip of one minute is not worth a ranking; and what was asked about in vain may have grown. */
const RANKING_AT_MINUTES: readonly number[] = [2, 8];
/**
 * About one rise in a hundred is an attack, which the sweep would find in about an hour, and one look in five finds it: a look is worth its
 * price when the rise burns five hundred times that an hour.
 */
const TIMES_PRICE = 500;
/** The amount at risk that is told by default, $2 in eight hours: what burns less is left to the sweep. */
const LEAST_USD_PER_HOUR = 0.25;
/** A ranking query goes through no more metrics than that, and each of them is billed. */
const MOST_RANKED = 10_000;

/**
 * Whom to read when the account's total has risen and those who are read do not explain it. A small fleet is read whole. Of a large
 * one a page is read: the functions that fit the rise best, and of the others the next best ones with each page, since a rise that
 * lasts and whose function is not among the most plausible has to be found as well.
 */
export function drillDown({ nowMs, fleet, read, inVain, rise, ...saved }: DrillDownInput): DrillDown {
  const left = fleet.functions.filter(({ functionName }) => !read.has(functionName));
  const seen = rise && seenRise(rise, left);
  const isNew = rise?.lastingMinutes === 1;
  const unread = left.filter(
    (one) => (isNew || !inVain.has(one.functionName)) && (seen === undefined || isWorthReading(one, seen)),
  );
  const worthMetrics = seen === undefined ? 0 : metricsWorth(unread, seen, saved);
  const metrics = Math.floor(pageMetrics(rise, worthMetrics, saved.savedReads));
  const ordered = inOrderOf(unread, (one) =>
    seen === undefined ? one.casesPerMonth : plausibility(one, seen),
  );
  const page = firstAndInTurn(ordered, metrics, Math.floor(nowMs / MINUTE_MS));
  const functionNames = page.map(({ functionName }) => functionName);
  const isRankingNext =
    rise?.isOfUse === true &&
    RANKING_AT_MINUTES.includes(rise.lastingMinutes) &&
    functionNames.length < unread.length &&
    Math.min(MOST_RANKED, fleet.functions.length) <= worthMetrics;
  return {
    functionNames,
    isRankingNext,
    reason: reasonOf(functionNames.length, unread.length, saved.savedReads),
  };
}

function pageMetrics(rise: AccountRise | undefined, worthMetrics: number, savedReads: number): number {
  const saved = MOST_OF_SAVED * savedReads;
  if (rise === undefined) return Math.min(PAGE_METRICS, saved);
  if (!PAGE_AT_MINUTES.includes(rise.lastingMinutes)) return Math.min(METRICS_BETWEEN_PAGES, saved);
  return rise.isOfUse ? Math.min(MOST_PAGE_METRICS, worthMetrics) : Math.min(PAGE_METRICS_BEFORE_USE, saved);
}

/**
 * As many metrics as it is worth to ask for a rise at once. The less is saved, the fewer: beyond a quarter of it each is reckoned so many
 * times dearer, which keeps what is saved for the largest rises. Nothing saved: none.
 */
function metricsWorth(
  functions: readonly WeighedFunction[],
  rise: SeenRise,
  { savedReads, priceRatio }: Saved,
): number {
  if (functions.length === 0) return 0;
  // As if an ordinary one of them were behind it.
  const usdPerHour = median(functions.map((one) => likelyUsdPerHour(one, rise)));
  const worth = usdPerHour / (TIMES_PRICE * priceRatio * USD_PER_METRIC_READ);
  const saved = MOST_OF_SAVED * savedReads;
  return worth <= saved ? worth : Math.sqrt(worth * saved);
}

/** Whether the rise would be worth telling if this function were behind it. */
const isWorthReading = (one: WeighedFunction, rise: SeenRise): boolean =>
  !rise.isOfUse || likelyUsdPerHour(one, rise) >= LEAST_USD_PER_HOUR;

const inOrderOf = (
  functions: readonly WeighedFunction[],
  weightOf: (one: WeighedFunction) => number,
): readonly WeighedFunction[] =>
  functions
    .map((one) => ({ one, weight: weightOf(one) }))
    .sort((some, other) => other.weight - some.weight)
    .map(({ one }) => one);

function reasonOf(count: number, unread: number, savedReads: number): string {
  if (count === unread) return `all ${unread} functions that were not read yet`;
  if (count === 0) return `none of ${unread} functions: ${Math.floor(savedReads)} reads are saved`;
  return `${count} of ${unread} functions: those that fit the rise best, and some of the others in turn`;
}
