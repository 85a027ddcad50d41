import type { ReadingAllowance } from "../../../../lib/domain/reading-allowance.ts";

/** Every function is read each minute: what is measured is judging, and not how little of it is needed. */
export const READ_EVERYTHING: ReadingAllowance = {
  readsPerMinute: 1e9,
  freeReadsPerMinute: 1e9,
  savedReads: 0,
  priceRatio: 1,
  state: "ample",
  reason: "a bench pays nothing",
};
