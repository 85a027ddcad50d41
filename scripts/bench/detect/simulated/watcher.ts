import type { Cause } from "../../../../lib/domain/anomaly.ts";
import type { EpochMs } from "../../../../lib/domain/time.ts";

/** What a watcher says of one function at one moment. */
export type Told = {
  /** What it calls it; absent: it gives no names. */
  readonly cause?: Cause;
  /** Whether it would have stopped the function, were it allowed to. */
  readonly wouldStop: boolean;
};

/** Somebody who looks at the account's metrics once a minute, as far as they are visible by then. */
export type Watcher = {
  /** The functions that people are told about and that are still abnormal. */
  look(nowMs: EpochMs): Promise<ReadonlyMap<string, Told>>;
};

export const WATCHERS = ["overcurrent", "static", "band"] as const;
export type WatcherName = (typeof WATCHERS)[number];

export const WATCHER_TITLES: Readonly<Record<WatcherName, string>> = {
  overcurrent: "overcurrent",
  static: "static alarms, 3 sigma",
  band: "hourly band, 2 sigma",
};
