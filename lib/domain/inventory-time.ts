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

/** A fleet of so many is described as a whole each hour. */
const LEAST_IN_TURN = 150;
/** Of a larger one, each function at least so often, if an hour's run finds the time. */
const TURN_HOURS = 12;

/**
 * How many of the others an hourly inventory asks about. The control plane makes everybody wait, and a run that waits is billed: ten
 * minutes of each hour cost $3 a month. What changes a function is in the listing, or is asked about before the guard acts.
 */
export const describedInTurn = (functions: number): number =>
  Math.max(LEAST_IN_TURN, Math.ceil(functions / TURN_HOURS));
