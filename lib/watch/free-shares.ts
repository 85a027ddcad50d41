import type { ReadingAllowance } from "../domain/reading-allowance.ts";
import type { ReadingList } from "./schedule.ts";

/** Of the reads of each kind, the share that the free requests cover, 0 to 1. */
export type FreeShares = { readonly turns: number; readonly longLooks: number; readonly woken: number };

/** Free requests lapse, so they go to turns first, then to long looks, then to those that woke. */
export function freeShares(
  { freeReadsPerMinute }: Pick<ReadingAllowance, "freeReadsPerMinute">,
  plan: Pick<ReadingList, "turnReadsPerMinute" | "listReadsPerMinute" | "readsPerMinute">,
): FreeShares {
  const { turnReadsPerMinute, listReadsPerMinute, readsPerMinute } = plan;
  const longReadsPerMinute = readsPerMinute - turnReadsPerMinute - listReadsPerMinute;
  const leftAfterTurns = freeReadsPerMinute - turnReadsPerMinute;
  return {
    turns: shareOf(turnReadsPerMinute, freeReadsPerMinute),
    longLooks: shareOf(longReadsPerMinute, leftAfterTurns),
    woken: shareOf(listReadsPerMinute, leftAfterTurns - longReadsPerMinute),
  };
}

const shareOf = (reads: number, free: number): number =>
  Math.min(1, Math.max(0, free) / Math.max(reads, Number.MIN_VALUE));
