import { countZScore } from "../stats/count-z-score.ts";
import type { Detector, Finding } from "./detector.ts";
import { expectedPerMinute } from "./expectation.ts";
import { sum } from "./final-minutes.ts";
import { usualRunMs } from "./usual.ts";
import { figure } from "./wording.ts";

/**
 * Three minutes show a break-down quickly. Ten give a rarely called function enough runs to judge, and see past the fast runs
 * that were begun before a slow version was deployed; chance has evened out there, so less is asked.
 */
const HORIZONS = [
  { minutes: 3, timesUsual: 3 },
  { minutes: 10, timesUsual: 2.4 },
];
const DEVIATIONS = 6;

/** Runs that take far longer than usual, in enough runs that chance does not explain it. */
export const detectDuration: Detector = ({ baseline, minutes, newestMs }) => {
  const runs = minutes.of("invocations");
  const durationMs = minutes.of("durationMs");
  if (runs === undefined || durationMs === undefined || baseline.meanDurationMs === 0) return undefined;

  const expectedRuns = expectedPerMinute(baseline.invocations, newestMs);
  const expectedMs = expectedPerMinute(baseline.durationMs, newestMs);
  const usualMs = Math.max(usualRunMs(baseline), expectedRuns > 0 ? expectedMs / expectedRuns : 0);
  // The sum of N runs varies by overdispersion * mean: learned from the history, it knows how uneven the runs are.
  const spread = { overdispersion: baseline.durationMs.overdispersion, relativeSpread: 0 };
  const findings = HORIZONS.flatMap(({ minutes: horizon, timesUsual }): Finding[] => {
    const count = sum(runs.slice(-horizon));
    if (count === 0) return [];
    const total = sum(durationMs.slice(-horizon));
    const mean = total / count;
    const deviations = countZScore(total, count * usualMs, spread, usualMs);
    return [
      {
        kind: "duration",
        score: Math.max(0, Math.min(mean / (timesUsual * usualMs), deviations / DEVIATIONS)),
        actual: mean,
        expected: usualMs,
        unit: "ms/run",
        sentence: () =>
          `Runs took ${figure(mean)} ms on average over ${horizon} minutes (${figure(count)} runs); ${figure(usualMs)} ms is usual.`,
      },
    ];
  });
  return findings.sort((a, b) => b.score - a.score)[0];
};
