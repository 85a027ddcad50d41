import { kthLargest } from "../stats/kth-largest.ts";
import type { Detector } from "./detector.ts";
import { figure } from "./wording.ts";

/** A launch that triples a function triples its concurrency; five times is beyond what growth explains. */
const TIMES_BUSY = 5;
/** Few runs at once vary by chance: a function that is busy with 1 may well show 3 or 4. */
const BEYOND_BUSY = 8;

/** Far more runs at the same time than in a busy minute: in two of the last three minutes, or twice that in the last. */
export const detectConcurrency: Detector = ({ baseline, minutes }) => {
  const highest = minutes.of("maxConcurrency");
  if (highest === undefined || highest.length === 0) return undefined;
  const busy = Math.max(1, baseline.busyConcurrency);
  const scoreOf = (level: number): number =>
    Math.min(level / (TIMES_BUSY * busy), (level - busy) / BEYOND_BUSY);
  const newest = highest.at(-1) ?? 0;
  const sustained = kthLargest(highest.slice(-3), 2);
  const isSudden = scoreOf(newest) / 2 > scoreOf(sustained);
  return {
    kind: "concurrency",
    score: Math.max(0, scoreOf(sustained), scoreOf(newest) / 2),
    actual: isSudden ? newest : sustained,
    expected: busy,
    unit: "runs at once",
    sentence: `${figure(isSudden ? newest : sustained)} runs at the same time; a busy minute has ${figure(busy)}.`,
  };
};
