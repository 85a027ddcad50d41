import { LISTED_PER_REQUEST } from "../domain/active-functions.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

export type ListingInput = {
  /** That the catalogue knows. */
  readonly functions: number;
  /** Of one metric each, over the hours: a request of the list costs as much as one of them. */
  readonly readsPerMinute: number;
  /** Of them, for the list and for those that woke. */
  readonly listReadsPerMinute: number;
};

/** So often it may be asked who ran; each divides an hour. */
export const OFTENEST_LIST_MINUTES = 15;
const EVERY_MINUTES: readonly number[] = [OFTENEST_LIST_MINUTES, 20, 30, 60];
const RAREST_MINUTES = 60;
/** Once an hour it may be so many of all reads, since nothing else shows who woke in a fleet that takes days to read. */
const MOST_OF_READS = 0.5;

/**
 * How often it is worth asking who ran in the last three hours. Every function is reckoned to be in the list: many do not run in
 * three hours, others have an alias, which is listed besides.
 * @returns minutes from one request to the next; `Infinity`: never, since there are hardly any reads left
 */
export function listingEvery({ functions, listReadsPerMinute, readsPerMinute }: ListingInput): number {
  const requests = listRequests(functions);
  const within = EVERY_MINUTES.find((minutes) => requests / minutes <= listReadsPerMinute);
  if (within !== undefined) return within;
  return requests / RAREST_MINUTES <= MOST_OF_READS * readsPerMinute
    ? RAREST_MINUTES
    : Number.POSITIVE_INFINITY;
}

const listRequests = (functions: number): number => Math.max(1, Math.ceil(functions / LISTED_PER_REQUEST));

/** However little is read: a few, with what they cost at most. */
const LEAST_METRICS = 8;

/** How many metrics of those that woke may be read at once, where it is asked every so many minutes who ran. */
export const metricsForAwakened = (
  { functions, listReadsPerMinute }: ListingInput,
  everyMinutes: number,
): number => Math.max(LEAST_METRICS, Math.floor(listReadsPerMinute * everyMinutes - listRequests(functions)));

/**
 * Whether it is asked in this minute. Where all functions are read together as often, they show by themselves who woke and what
 * nobody knows of.
 */
export const isListingTurn = (
  nowMs: EpochMs,
  everyMinutes: number,
  { wholeLookMinutes }: { readonly wholeLookMinutes: number },
): boolean => wholeLookMinutes > everyMinutes && Math.floor(nowMs / MINUTE_MS) % everyMinutes === 0;
