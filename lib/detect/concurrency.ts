import type { Baseline } from "../domain/baseline.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { kthLargest } from "../stats/kth-largest.ts";
import type { Detector } from "./detector.ts";
import { expectedPerMinute } from "./expectation.ts";
import { sum } from "./final-minutes.ts";
import { usualRunMs } from "./usual.ts";
import { figure } from "./wording.ts";

/** A launch that triples a function, in the middle of a natural burst, has seven times the typical concurrency. */
const TIMES_TYPICAL = 8;
const TIMES_BUSY = 1.5;
/** Few runs at once vary by chance: a function that is busy with 1 may well show 3 or 4. */
const BEYOND_BUSY = 8;

/**
 * Runs that last too long show here, too: for most of half an hour four times as many at once as the same calls need when their
 * runs are as short as usual. A busy day does not do that, since its runs are no longer than others.
 */
const LASTING_MINUTES = 30;
const LASTING_LEAST = 24;
const TIMES_NEEDED = 4;
/** Beyond chance, for functions of which hardly more than one runs at a time. */
const BEYOND_NEEDED = 8;

/**
 * Far more runs at the same time than this hour needs, and clearly more than in any busy minute: in two of the last
 * three minutes, or twice that in the last one; or for most of half an hour what calls of the usual length cannot explain. It
 * leads: a run is in it from its first minute on, and in the counts only
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
  const lasting = kthLargest(highest.slice(-LASTING_MINUTES), LASTING_LEAST);
  const needed = neededConcurrency(baseline, minutes.of("invocations") ?? []);
  const lastingScore = Math.min(lasting / (TIMES_NEEDED * needed), (lasting - needed) / BEYOND_NEEDED);
  const sudden = Math.max(scoreOf(sustained), scoreOf(newest) / 2);
  const isLasting = lastingScore > sudden;
  const actual = isLasting ? lasting : scoreOf(newest) / 2 > scoreOf(sustained) ? newest : sustained;
  return {
    kind: "concurrency",
    score: Math.max(0, sudden, lastingScore),
    actual,
    expected: typical,
    unit: "runs at once",
    sentence: () =>
      `${figure(actual)} runs at the same time${isLasting ? ` in ${LASTING_LEAST} of ${LASTING_MINUTES} minutes` : ""}; ${figure(typical)} are typical at this time, a busy minute has ${figure(busy)}.`,
  };
};

/**
 * What the calls of the last half hour would need at the usual length of a run, at least 1: on average, and as unevenly within a
 * minute as they come on the busiest days.
 */
function neededConcurrency(baseline: Baseline, invocations: readonly number[]): number {
  const lately = invocations.slice(-LASTING_MINUTES);
  const perMinute = lately.length === 0 ? 0 : sum(lately) / lately.length;
  const atOnce = (runs: number): number => (runs * usualRunMs(baseline)) / MINUTE_MS;
  const unevenness = baseline.busyConcurrency / Math.max(1, atOnce(baseline.invocations.recordPerMinute));
  return Math.max(1, atOnce(perMinute) * Math.max(1, unevenness));
}

/** Highest concurrency of a typical minute, at least 1: Little's law, and three standard deviations of a Poisson number. */
function typicalConcurrency(baseline: Baseline, atMs: EpochMs): number {
  const running = expectedPerMinute(baseline.durationMs, atMs) / MINUTE_MS;
  return Math.max(1, running + 3 * Math.sqrt(running));
}
