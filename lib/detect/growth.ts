import type { Detector } from "./detector.ts";
import { steepGrowthOf } from "./steep-growth.ts";
import { usualCount } from "./usual.ts";
import { figure } from "./wording.ts";

/** The runs grow from minute to minute as in a loop that feeds itself, and have left the usual level. Source: `steepGrowthOf`. */
export const detectGrowth: Detector = ({ baseline, minutes, newestMs }) => {
  const runs = minutes.of("invocations");
  if (runs === undefined || runs.length === 0) return undefined;
  const usual = usualCount(baseline.invocations, newestMs);
  const growth = steepGrowthOf(runs, usual);
  const newest = runs.at(-1) ?? 0;
  const percent = 100 * (2 ** growth.doublingsPerMinute - 1);
  return {
    kind: "growth",
    score: growth.score,
    actual: newest,
    expected: usual.expected,
    unit: "runs/min",
    sentence: () =>
      `Runs have grown by at least ${figure(percent)} % a minute over ${growth.minutes} minutes, to ${figure(newest)} a minute; ${figure(usual.record)} is the record.`,
  };
};
