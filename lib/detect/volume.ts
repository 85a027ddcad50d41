import type { Detector } from "./detector.ts";
import { SUSPECT, surgeOf } from "./surge.ts";
import { lateMinutesOf, usualCount } from "./usual.ts";
import { figure, overMinutes } from "./wording.ts";

/** Far more runs than this hour expects, and clearly more than the highest that recurs. */
export const detectVolume: Detector = ({ baseline, minutes, newestMs }) => {
  const runs = minutes.of("invocations");
  if (runs === undefined || runs.length === 0) return undefined;
  const usual = usualCount(baseline.invocations, newestMs);
  const surge = surgeOf(runs, usual, SUSPECT, lateMinutesOf(baseline));
  return {
    kind: "volume",
    score: surge.score,
    actual: surge.level,
    expected: usual.expected,
    unit: "runs/min",
    sentence:
      `${figure(surge.level)} runs a minute ${overMinutes(surge.minutes, surge.outOf)}; ` +
      `${figure(usual.expected)} are expected at this time, ${figure(usual.record)} is the record.`,
  };
};
