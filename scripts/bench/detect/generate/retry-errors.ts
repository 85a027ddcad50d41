import type { Random } from "../../../../lib/sim/random.ts";
import type { RowRange } from "../bench-item.ts";
import type { Course } from "./excess-course.ts";

/** Share of runs that failed in an ordinary log: Alibaba's GenTD26 request trace. */
const USUAL_ERROR_RATIO = 0.0148;

/** What the error metric of a function shows while its retries storm: every retry fails, and most of the rest. */
export function errorsBeside(
  counts: readonly number[],
  excess: readonly number[],
  ranges: readonly (RowRange | undefined)[],
  course: Course,
  random: Random,
): number[] {
  const errors = counts.map((count) => random.binomial(count, USUAL_ERROR_RATIO));
  // Where the storm has pauses, most of the ordinary runs come through in between.
  const failingRatio = (): number => (course === "flat" ? 0.6 + 0.35 * random.uniform() : 0.2);
  const storm = excess.map((extra) => ({ extra, ratio: failingRatio() }));
  for (const range of ranges)
    if (range)
      storm.forEach(({ extra, ratio }, row) => {
        errors[range.from + row] = Math.floor(extra + ratio * (counts[range.from + row] ?? 0));
      });
  return errors;
}
