import { MINUTE_MS, SECOND_MS } from "./time.ts";

/** What is asked first is stored so soon after the listing, and the rest at the end: storing a large catalogue costs, too. */
export const FIRST_DESCRIPTIONS_MS = 2 * MINUTE_MS;
/** A page of 50 functions and its share of the pages of mappings, ten a second. */
const LISTING_MS_PER_FUNCTION = 3;
/** Eight questions and one more for each alias, ten a second. */
const DESCRIBING_MS_PER_FUNCTION = SECOND_MS;

/** Within this time an inventory that was asked for has found a new function and stored it. */
export const findingMs = (functions: number): number =>
  functions * LISTING_MS_PER_FUNCTION +
  Math.min(functions * DESCRIBING_MS_PER_FUNCTION, FIRST_DESCRIPTIONS_MS);
