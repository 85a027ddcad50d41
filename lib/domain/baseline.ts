import type { EpochMs } from "./time.ts";

/**
 * What is normal for a count at a time of day, per minute.
 * `byTimeOfDay` has one expectation per slot of the UTC day (288 slots of 5 min); `byWeekday` multiplies it (0 = Sunday).
 * Variance around the expectation m is `overdispersion * m + (relativeSpread * m)^2`: counts are noisier than
 * Poisson, and the noise of busy functions grows with the level.
 */
export type SeasonalProfile = {
  readonly byTimeOfDay: readonly number[];
  readonly byWeekday: readonly number[];
  readonly overdispersion: number;
  readonly relativeSpread: number;
  /** Highest 5-minute average that recurs: on three days, or on one weekday in both weeks. One attack sets no record. */
  readonly recordPerMinute: number;
  /** Days of history it rests on, may be broken. */
  readonly days: number;
  /** Standard deviations that recur in its own history, one per horizon (see lib/detect/horizons.ts). */
  readonly ownBursts: readonly number[];
  /** Absent: no day near the learning is known to be special. */
  readonly specialDays?: readonly SpecialDay[];
};

/**
 * A day that was unlike its weekday whenever it came round before: a holiday, a sale, the end of a month. Only days near
 * the learning are kept.
 */
export type SpecialDay = {
  /** Days since 1970, UTC. */
  readonly day: number;
  /** Multiplies what the time of the week expects, 0 to 1: less than 1 for a quieter day. */
  readonly factor: number;
  /** At least so much is expected in a minute of each hour, in the unit of the profile per minute; 24 numbers, or none. */
  readonly leastByHour: readonly number[];
};

/** What is normal for one function, or for the account's total. Learned from history, replaced as a whole. */
export type Baseline = {
  readonly version: 2;
  /** Absent: the account's total. */
  readonly functionName?: string;
  readonly learnedAtMs: EpochMs;
  /** Whose history it is: its own, or for less than a day of it that of similar functions. */
  readonly basis: "own" | "similar";
  /** Days of own history it rests on, 0 to 14. Below the policy's probation the function is never acted on. */
  readonly historyDays: number;
  readonly invocations: SeasonalProfile;
  /** Billed milliseconds per minute (sum over runs). */
  readonly durationMs: SeasonalProfile;
  readonly meanDurationMs: number;
  /** Highest ConcurrentExecutions of a normal busy minute (one that recurs, as for the records), at least 1. */
  readonly busyConcurrency: number;
  readonly errorsPerMinute: number;
  readonly asyncEventsPerMinute: SeasonalProfile;
  /** Whether any asynchronous event was seen in the history: then stopping at 0 could lose events. */
  readonly asyncEventsSeen: boolean | "unknown";
  /** Since when it has cost more, day by day, than in the weeks before; absent: it does not. */
  readonly driftingSinceMs?: EpochMs;
};
