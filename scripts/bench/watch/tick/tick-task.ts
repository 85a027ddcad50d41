/** Ticks are timed once with all that is usually read, and once with everything read. */
export const TICK_KINDS = ["economic", "everything"] as const;
export type TickKind = (typeof TICK_KINDS)[number];

/** What the process with the account is told first and only. */
export type AccountTask = {
  readonly functions: number;
  readonly seed: number;
  readonly limitUsdPerMonth: number;
  /** Simulated time is so far ahead of the clock. */
  readonly aheadMs: number;
  readonly tableName: string;
};

/** What it says when everything is served and stored. */
export type AccountReady = { readonly url: string };

/** What the process of a tick is told first and only. */
export type TickTask = { readonly handlerPath: string; readonly aheadMs: number; readonly ticks: number };

/** One after the other in the same process; the first one has started cold. */
export type TimedTick = { readonly seconds: number; readonly cpuSeconds: number; readonly read: number };

export type TickNews = { readonly ticks: readonly TimedTick[]; readonly peakMiB: number };
