import type { Detector } from "./detector.ts";
import { sum } from "./final-minutes.ts";
import { figure } from "./wording.ts";

const HORIZON_MINUTES = 15;

/**
 * AWS itself broke a recursive loop of this function; one is enough.
 *
 * Source: AWS Lambda Developer Guide, "Use Lambda recursive loop detection to prevent infinite loops": a run is dropped when
 * its event has passed through the function about 16 times.
 */
export const detectRecursion: Detector = ({ minutes }) => {
  const dropped = minutes.of("recursionsDropped");
  if (dropped === undefined) return undefined;
  const count = sum(dropped.slice(-HORIZON_MINUTES));
  return {
    kind: "recursion",
    score: count,
    actual: count,
    expected: 0,
    unit: `dropped in ${HORIZON_MINUTES} min`,
    sentence: () =>
      `AWS stopped ${figure(count)} runs of this function as part of a recursive loop in ${HORIZON_MINUTES} minutes.`,
  };
};
