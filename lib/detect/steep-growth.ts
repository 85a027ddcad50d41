import { countZScore } from "../stats/count-z-score.ts";
import { sustainedGrowth } from "../stats/sustained-growth.ts";
import type { Usual } from "./surge.ts";

/**
 * Growth that nothing people do together shows so evenly: a doubling in two and a half minutes at four steps of five, or
 * three times as much at two steps running, as when every run starts more than one other.
 */
const PATTERNS = [
  { minutes: 5, reached: 4, doublingsPerMinute: 0.4 },
  { minutes: 2, reached: 2, doublingsPerMinute: Math.log2(3) },
] as const;
const TIMES_RECORD = 2;
const DEVIATIONS = 6;
const LEAST_DEVIATION_EVENTS = 2;

export type Growth = {
  /** 1 is the cut. */
  readonly score: number;
  readonly doublingsPerMinute: number;
  readonly minutes: number;
};

/**
 * How evenly and steeply the newest minutes grow, once they have left the usual level.
 *
 * @param values per minute, oldest first
 *
 * Source: a branching process whose mean offspring is above one grows geometrically (Harris (1963), "The Theory of Branching
 * Processes", section I.6); demand of many people does not.
 */
export function steepGrowthOf(values: readonly number[], usual: Usual): Growth {
  const newest = values.at(-1) ?? 0;
  const reference = Math.max(usual.record, usual.expected, usual.unit);
  const floor = LEAST_DEVIATION_EVENTS * usual.unit;
  const deviations = countZScore(newest, usual.expected, usual.spread, floor);
  const level = Math.min(newest / (TIMES_RECORD * reference), deviations / DEVIATIONS);
  const growths = PATTERNS.map(({ minutes, reached, doublingsPerMinute: cut }): Growth => {
    const doublingsPerMinute = sustainedGrowth(values.slice(-minutes - 1), reached);
    const score = Math.max(0, Math.min(doublingsPerMinute / cut, level));
    return { score, doublingsPerMinute, minutes };
  });
  return growths.reduce((steepest, growth) => (growth.score > steepest.score ? growth : steepest));
}
