import { countZScore } from "../stats/count-z-score.ts";
import type { Detector, Finding } from "./detector.ts";
import { sum } from "./final-minutes.ts";
import { usualErrorRatio } from "./usual-error-ratio.ts";
import { figure } from "./wording.ts";

const HORIZONS_MINUTES = [3, 10];
/** Errors come in bursts: twice the variance of independent ones. */
const SPREAD = { overdispersion: 2, relativeSpread: 0.5 };
/** With errors unexpected, ten of them. */
const DEVIATIONS = 5;
const LEAST_DEVIATION_ERRORS = 2;

/** So large a share fails that something is broken, whatever the number. */
const BROKEN = { ratio: 0.3, timesUsual: 3 };
/** A function that usually fails half the time is not judged by its ratio before nearly everything fails. */
const MOST_RATIO = 0.95;
/**
 * Many times more runs fail than ever, though most still succeed. What fails is tried again, and each attempt that
 * succeeds makes the share look smaller: a storm of retries shows in the number first.
 */
const MANY = { ratio: 0.1, timesUsual: 10, leastFailed: 30 };

/**
 * Far more failing runs than usual, in share or in number, where events are retried: each comes back.
 *
 * The number is held against what fails usually at this time and of so many runs, so that a flood whose runs fail no more
 * often than ever is no second witness of itself.
 *
 * Source of the retries: AWS Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation"
 * (two more attempts) and "Handling errors for an SQS event source" (until the message expires). Variance as in
 * `countZScore`.
 */
export const detectErrors: Detector = ({ baseline, minutes }) => {
  const errors = minutes.of("errors");
  const runs = minutes.of("invocations");
  if (errors === undefined || runs === undefined || errors.length === 0) return undefined;
  const usualRatio = usualErrorRatio(baseline);
  const findings = HORIZONS_MINUTES.map((horizon): Finding => {
    const failed = sum(errors.slice(-horizon));
    const all = Math.max(failed, sum(runs.slice(-horizon)));
    const ratio = all > 0 ? failed / all : 0;
    const usual = baseline.errorsPerMinute * Math.min(horizon, errors.length);
    const expected = Math.max(usual, usualRatio * all);
    const score = Math.max(
      Math.min(
        ratio / Math.min(MOST_RATIO, Math.max(BROKEN.ratio, BROKEN.timesUsual * usualRatio)),
        deviationsOf(failed, usual) / DEVIATIONS,
      ),
      Math.min(
        ratio / MANY.ratio,
        failed / Math.max(MANY.leastFailed, MANY.timesUsual * expected),
        deviationsOf(failed, expected) / DEVIATIONS,
      ),
    );
    return {
      kind: "errors",
      score: Math.max(0, score),
      actual: failed,
      expected,
      unit: `errors in ${horizon} min`,
      sentence: () =>
        `${figure(failed)} of ${figure(all)} runs failed in ${horizon} minutes; ${figure(expected)} failures are usual.`,
    };
  });
  return findings.sort((a, b) => b.score - a.score)[0];
};

const deviationsOf = (failed: number, expected: number): number =>
  countZScore(failed, expected, SPREAD, LEAST_DEVIATION_ERRORS);
