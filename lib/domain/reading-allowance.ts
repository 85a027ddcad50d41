/** How much may be read of functions this minute, after what the guard has to spend anyway. Reads are of one metric each. */
export type ReadingAllowance = {
  /** Steady reads a minute that the rest of the month can bear, free and paid ones together; may be broken, >= 0. */
  readonly readsPerMinute: number;
  /** Of them, the ones that the free requests cover. */
  readonly freeReadsPerMinute: number;
  /** What has been saved up for suspicions: reads that may be spent at once, a ranking query of n metrics counting n. */
  readonly savedReads: number;
  /** Of the most that is ever saved, 0 to 1. At 1 whatever comes on top lapses, so that a look costs nothing that could be kept. */
  readonly savedRatio: number;
  /** `ample`: all that is worth reading is read. `sparse`: the limit makes reading sparser. `spent`: only free reads are left. */
  readonly state: "ample" | "sparse" | "spent";
  /** One sentence with the numbers: spent so far, limit, what is left. */
  readonly reason: string;
};
