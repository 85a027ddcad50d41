/** How much may be read of functions this minute, after what the guard has to spend anyway. Reads are of one metric each. */
export type ReadingAllowance = {
  /** Steady reads a minute that the rest of the month can bear, free and paid ones together; may be broken, >= 0. */
  readonly readsPerMinute: number;
  /** Of them, the ones that the free requests cover. */
  readonly freeReadsPerMinute: number;
  /** What has been saved up for suspicions: reads that may be spent at once, a ranking query of n metrics counting n. */
  readonly savedReads: number;
  /** What a read for a suspicion counts, of its list price: 1, and less where hardly more can be saved, so that it would lapse; > 0. */
  readonly priceRatio: number;
  /** `ample`: all that is worth reading is read. `sparse`: the limit makes reading sparser. `spent`: only free reads are left. */
  readonly state: "ample" | "sparse" | "spent";
  /** One sentence with the numbers: spent so far, limit, what is left. */
  readonly reason: string;
};
