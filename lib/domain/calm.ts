/** Where the demand on a braked function shows: refused calls, arriving events, or what its polled source yields. */
export type Demand = "synchronous" | "asynchronous" | "polled";

/** Whether the cause of a trip has gone, as far as one can tell under the brake. */
export type Calm = {
  readonly kind: "calm" | "burning" | "unclear";
  readonly reason: string;
  /** Calm, but what waited behind the brake has not all been run yet. */
  readonly isDraining?: true;
};

/** What has run under a brake beyond the expectation, at list price. */
export type Passed = {
  /** Since the brake was set, >= 0. */
  readonly excessUsd: number;
  /** Over the newest final minutes, >= 0. */
  readonly usdPerHour: number;
};
