import { type CountSpread, countZScore } from "../stats/count-z-score.ts";
import { kthLargest } from "../stats/kth-largest.ts";

/** What is normal for a count, all in its own unit per minute. */
export type Usual = {
  readonly expected: number;
  /** The most that recurs in the history. */
  readonly record: number;
  readonly spread: CountSpread;
  /** Size of one event: 1 for counts, the mean run for summed milliseconds, > 0. */
  readonly unit: number;
};

/**
 * `minutes` of the last `outOf` minutes reach `timesRecord` the record, `timesExpected` what this time of the week
 * expects, and `deviations` standard deviations.
 */
export type SurgeRule = {
  readonly minutes: number;
  readonly outOf: number;
  readonly timesRecord: number;
  readonly timesExpected: number;
  readonly deviations: number;
};
export type SurgeRules = readonly [SurgeRule, ...SurgeRule[]];

/**
 * The record is an average over 5 minutes, so a fan-out of one minute in five reaches five times its own record every
 * time: less than ten times the record is never judged on a single minute.
 */
const SUDDEN: SurgeRule = { minutes: 1, outOf: 1, timesRecord: 10, timesExpected: 10, deviations: 10 };

/**
 * A function with a bursty history has a high record; twice that is abnormal when it is also dozens of times what this
 * hour expects. A launch that triples a function, in the middle of a natural burst, stays below fifteen times.
 */
const OUT_OF_SEASON: SurgeRule = { minutes: 2, outOf: 3, timesRecord: 2, timesExpected: 15, deviations: 8 };

/** What confirms a suspicion from another side: more than a launch does that triples a function. */
export const CONFIRM: SurgeRules = [
  SUDDEN,
  OUT_OF_SEASON,
  { minutes: 2, outOf: 3, timesRecord: 5, timesExpected: 5, deviations: 8 },
];

export type Surge = {
  /** 1 is the cut. */
  readonly score: number;
  /** What the rule's minutes reach, per minute. */
  readonly level: number;
  readonly minutes: number;
  readonly outOf: number;
};

/** One run in five minutes: what an idle function may do without setting a record worth multiplying. */
const IDLE_PER_MINUTE = 0.2;
/** Standard deviations below two events mean nothing for an idle function. */
const LEAST_DEVIATION_EVENTS = 2;

/**
 * How far the newest minutes of `values` rise above what is usual, by the rule that they break most.
 * Never falls when a value grows.
 *
 * Source of "k of n beyond the limit": the run rules of the Western Electric Statistical Quality Control Handbook (1956).
 *
 * @param values per minute, oldest first, the newest last
 * @param lateMinutes runs that take this long are counted this late, at the minute they began; the minutes before are
 *   judged as well, and the worse of both looks counts
 */
export function surgeOf(values: readonly number[], usual: Usual, rules: SurgeRules, lateMinutes = 0): Surge {
  const ends = new Set([values.length, Math.max(0, values.length - lateMinutes)]);
  const surges = [...ends].flatMap((end) =>
    rules.map((rule) => judgeRule(values.slice(0, end), usual, rule)),
  );
  return surges.reduce((worst, surge) => (surge.score > worst.score ? surge : worst));
}

function judgeRule(values: readonly number[], usual: Usual, rule: SurgeRule): Surge {
  const { minutes, outOf } = rule;
  const level = kthLargest(values.slice(-outOf), minutes);
  const idle = IDLE_PER_MINUTE * usual.unit;
  const floor = LEAST_DEVIATION_EVENTS * usual.unit;
  const deviations = countZScore(level * minutes, usual.expected * minutes, usual.spread, floor);
  const score = Math.min(
    level / (rule.timesRecord * Math.max(usual.record, usual.expected, idle)),
    level / (rule.timesExpected * Math.max(usual.expected, idle)),
    deviations / rule.deviations,
  );
  return { score: Math.max(0, score), level, minutes, outOf };
}
