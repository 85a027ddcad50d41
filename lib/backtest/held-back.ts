import type { MinuteLoad } from "./usual-minute.ts";

/** What brakes kept from running, and from being paid. */
export type HeldBack = {
  readonly runs: number;
  /** Of these, as many as would have come on an ordinary day: the harm that the brake does. */
  readonly ordinaryRuns: number;
  /** Cost beyond the usual that was not incurred, USD at list price. */
  readonly usd: number;
};

export const NOTHING_HELD_BACK: HeldBack = { runs: 0, ordinaryRuns: 0, usd: 0 };

/**
 * What is held back of one minute when only a share of it passes. Cost up to the usual is nothing saved: it would have been
 * paid on any day.
 */
export function heldBackIn(recorded: MinuteLoad, usual: MinuteLoad, passing: number): HeldBack {
  return {
    runs: recorded.runs * (1 - passing),
    // Nobody is let in first: rightful callers pass in the same proportion as all the others.
    ordinaryRuns: Math.min(recorded.runs, usual.runs) * (1 - passing),
    usd: Math.max(0, recorded.usd - Math.max(usual.usd, recorded.usd * passing)),
  };
}

export const addHeldBack = (a: HeldBack, b: HeldBack): HeldBack => ({
  runs: a.runs + b.runs,
  ordinaryRuns: a.ordinaryRuns + b.ordinaryRuns,
  usd: a.usd + b.usd,
});
