import type { Catalogue } from "./function-profile.ts";
import { type EpochMs, MINUTE_MS } from "./time.ts";

/** Why an incident or a breaker came to its end, in the ledger and in what is told. */
export const FUNCTION_DELETED = "the function was deleted";

/** A function that has an incident or a breaker and was not in the last complete listing. */
export type MissingFunction = {
  readonly functionName: string;
  /** Of the first listing that missed it. */
  readonly sinceMs: EpochMs;
};

/** Two listings closer than this may rest on the same short gap in Lambda's answers. */
const SECOND_LISTING_AFTER_MS = 5 * MINUTE_MS;

/**
 * The listing, with those of these functions that are not in it.
 * @param before what was known until now: since when they are missing
 */
export function withMissing(
  listing: Catalogue,
  functionNames: Iterable<string>,
  before: Catalogue | undefined,
): Catalogue {
  const listed = new Set(listing.functions.map(({ functionName }) => functionName));
  const sinceOf = new Map(before?.missing?.map(({ functionName, sinceMs }) => [functionName, sinceMs]));
  const missing = [...functionNames]
    .filter((functionName) => !listed.has(functionName))
    .map((functionName) => ({ functionName, sinceMs: sinceOf.get(functionName) ?? listing.takenAtMs }));
  return missing.length === 0 ? listing : { ...listing, missing };
}

/**
 * Whether a function was deleted: two complete listings in a row have not had it. A listing that fails, or stops halfway, is none
 * and says nothing.
 */
export const isDeleted = ({ missing, takenAtMs }: Catalogue, functionName: string): boolean =>
  missing?.some(
    (each) => each.functionName === functionName && takenAtMs - each.sinceMs >= SECOND_LISTING_AFTER_MS,
  ) === true;
