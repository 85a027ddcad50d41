import { countZScore } from "../stats/count-z-score.ts";
import type { Detector, Finding } from "./detector.ts";
import { sum } from "./final-minutes.ts";
import { usualErrorRatio } from "./usual-error-ratio.ts";
import { figure } from "./wording.ts";

const HORIZONS_MINUTES = [3, 10];
const LEAST_RATIO = 0.3;
const TIMES_USUAL = 3;
/** A function that usually fails half the time is not judged by its ratio before nearly everything fails. */
const MOST_RATIO = 0.95;
/** With errors unexpected, ten of them. */
const DEVIATIONS = 5;
const LEAST_DEVIATION_ERRORS = 2;
/** Errors come in bursts: twice the variance of independent ones. */
const SPREAD = { overdispersion: 2, relativeSpread: 0.5 };

/** Far more failing runs than usual, in number and in share: where events are retried, each comes back. */
export const detectErrors: Detector = ({ baseline, minutes }) => {
  const errors = minutes.of("errors");
  const runs = minutes.of("invocations");
  if (errors === undefined || runs === undefined || errors.length === 0) return undefined;
  const cutRatio = Math.min(MOST_RATIO, Math.max(LEAST_RATIO, TIMES_USUAL * usualErrorRatio(baseline)));
  const findings = HORIZONS_MINUTES.map((horizon): Finding => {
    const failed = sum(errors.slice(-horizon));
    const all = Math.max(failed, sum(runs.slice(-horizon)));
    const ratio = all > 0 ? failed / all : 0;
    const expected = baseline.errorsPerMinute * Math.min(horizon, errors.length);
    const deviations = countZScore(failed, expected, SPREAD, LEAST_DEVIATION_ERRORS);
    return {
      kind: "errors",
      score: Math.max(0, Math.min(ratio / cutRatio, deviations / DEVIATIONS)),
      actual: failed,
      expected,
      unit: `errors in ${horizon} min`,
      sentence: () =>
        `${figure(failed)} of ${figure(all)} runs failed in ${horizon} minutes; ${figure(expected)} failures are usual.`,
    };
  });
  return findings.sort((a, b) => b.score - a.score)[0];
};
