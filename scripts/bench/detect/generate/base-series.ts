import type { CountSeries } from "../bench-item.ts";

/** A series to cut items from: whole days, the first at 00:00 UTC. */
export type BaseSeries = CountSeries & {
  readonly name: string;
  /** Every event is kept with one of these chances, so that one course is seen at several levels. */
  readonly keptRatios: readonly number[];
  /** A handful of runs a day: only good for showing one that wakes. */
  readonly isNearlyIdle: boolean;
};

export const DAY_SECONDS = 86_400;
