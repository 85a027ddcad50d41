import type { Baseline } from "../domain/baseline.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { kthLargest } from "../stats/kth-largest.ts";
import type { Detector } from "./detector.ts";
import { expectedPerMinute } from "./expectation.ts";
import { figure } from "./wording.ts";

/** A launch that triples a function, in the middle of a natural burst, has seven times the typical concurrency. */
const TIMES_TYPICAL = 8;
const TIMES_BUSY = 1.5;
/** Few runs at once vary by chance: a function that is busy with 1 may well show 3 or 4. */
const BEYOND_BUSY = 8;

/**
 * Far more runs at the same time than this hour needs, and clearly more than in any busy minute: in two of the last
 * three minutes, or twice that in the last one. It leads: a run is in it from its first minute on, and in the counts only
 * when it has ended.
 *
 * Source of what is typical: Little (1961), "A Proof for the Queuing Formula L = lambda W", Operations Research 9; of the
 * metric: AWS Lambda Developer Guide, "Monitoring concurrency".
 */
export const detectConcurrency: Detector = ({ baseline, minutes, newestMs }) => {
  const highest = minutes.of("maxConcurrency");
  if (highest === undefined || highest.length === 0) return undefined;
  const typical = typicalConcurrency(baseline, newestMs);
  const busy = Math.max(1, baseline.busyConcurrency);
  const scoreOf = (level: number): number =>
    Math.min(level / (TIMES_TYPICAL * typical), level / (TIMES_BUSY * busy), (level - busy) / BEYOND_BUSY);
  const newest = highest.at(-1) ?? 0;
  const sustained = kthLargest(highest.slice(-3), 2);
  const isSudden = scoreOf(newest) / 2 > scoreOf(sustained);
  const actual = isSudden ? newest : sustained;
  return {
    kind: "concurrency",
    score: Math.max(0, scoreOf(sustained), scoreOf(newest) / 2),
    actual,
    expected: typical,
    unit: "runs at once",
    sentence: () =>
      `${figure(actual)} runs at the same time; ${figure(typical)} are typical at this time, a busy minute has ${figure(busy)}.`,
  };
};

/** Highest concurrency of a typical minute, at least 1: Little's law, and three standard deviations of a Poisson number. */
function typicalConcurrency(baseline: Baseline, atMs: EpochMs): number {
  const running = expectedPerMinute(baseline.durationMs, atMs) / MINUTE_MS;
  return Math.max(1, running + 3 * Math.sqrt(running));
}
