import { countZScore } from "../stats/count-z-score.ts";
import { sustainedGrowth } from "../stats/sustained-growth.ts";
import type { Detector } from "./detector.ts";
import { usualCount } from "./usual.ts";
import { figure } from "./wording.ts";

const STEPS = 5;
/** A doubling in two and a half minutes: nothing that people do together grows so evenly. */
const DOUBLINGS_PER_MINUTE = 0.4;
const TIMES_RECORD = 2;
const DEVIATIONS = 6;
const LEAST_DEVIATION_RUNS = 2;

/** The runs grow from minute to minute as in a loop that feeds itself, and have left the usual level. */
export const detectGrowth: Detector = ({ baseline, minutes, newestMs }) => {
  const runs = minutes.of("invocations");
  if (runs === undefined || runs.length <= STEPS) return undefined;
  const usual = usualCount(baseline.invocations, newestMs);
  const newest = runs.at(-1) ?? 0;
  const perMinute = sustainedGrowth(runs.slice(-STEPS - 1));
  const reference = Math.max(usual.record, usual.expected, 1);
  const deviations = countZScore(newest, usual.expected, usual.spread, LEAST_DEVIATION_RUNS);
  const score = Math.min(
    perMinute / DOUBLINGS_PER_MINUTE,
    newest / (TIMES_RECORD * reference),
    deviations / DEVIATIONS,
  );
  return {
    kind: "growth",
    score: Math.max(0, score),
    actual: newest,
    expected: usual.expected,
    unit: "runs/min",
    sentence: `Runs have grown by at least ${figure(100 * (2 ** perMinute - 1))} % a minute over ${STEPS} minutes, to ${figure(newest)} a minute; ${figure(usual.record)} is the record.`,
  };
};
